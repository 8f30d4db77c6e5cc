package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.feature.FeatureSchema;

class LogisticLearnerTest {
  private static final int[] ROWS = IntStream.range(0, 200).toArray();
  private static final LearningBasis BASIS =
      LearningBasis.of(
          SparseRows.of(
              new FeatureSchema(10),
              Arrays.stream(ROWS)
                  .mapToObj(row -> (row % 2 == 0 ? "red apple " : "green pear ") + row % 17)
                  .toList()),
          ROWS,
          0.3);

  private static LinearFit fit(double cost, double[] target) {
    return new LogisticLearner(cost).fit(BASIS, ROWS, new double[][] {target}).getFirst();
  }

  private static double score(LinearFit fit, int row) {
    LearningBasis.Values values = BASIS.values(row);
    double sum = fit.bias();
    for (int at = 0; at < values.columns().length; at++) {
      sum += fit.weight(values.columns()[at]) * values.values()[at];
    }
    return sum;
  }

  private static double probability(LinearFit fit, int row) {
    return 1 / (1 + Math.exp(-score(fit, row)));
  }

  @Test
  void sharesAreMetNotJustClasses() {
    LinearFit fit =
        fit(1000, Arrays.stream(ROWS).mapToDouble(r -> r % 2 == 0 ? 0.9 : 0.3).toArray());
    assertThat(probability(fit, 0)).isCloseTo(0.9, within(0.01));
    assertThat(probability(fit, 1)).isCloseTo(0.3, within(0.01));
  }

  /** At the optimum the loss is flat: the weights equal C times the residuals' projection. */
  @Test
  void theGradientVanishes() {
    double cost = 0.5;
    SplittableRandom random = new SplittableRandom(3);
    double[] target = random.doubles(ROWS.length).toArray();
    LinearFit fit = fit(cost, target);
    double[] gradient = fit.weights().clone();
    double[] start = new double[gradient.length];
    double mean = Arrays.stream(target).average().orElseThrow();
    for (int row : ROWS) {
      LearningBasis.Values values = BASIS.values(row);
      for (int at = 0; at < values.columns().length; at++) {
        int column = values.columns()[at];
        gradient[column] += cost * values.values()[at] * (probability(fit, row) - target[row]);
        start[column] += cost * values.values()[at] * (mean - target[row]);
      }
    }
    assertThat(length(gradient)).isLessThan(0.01 * length(start));
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
  }

  @Test
  void whatIsUnknownTeachesNothing() {
    double[] known = Arrays.stream(ROWS).mapToDouble(row -> row % 2 == 0 ? 0.9 : 0.3).toArray();
    double[] partly = known.clone();
    partly[5] = Double.NaN;
    double[] other = known.clone();
    other[5] = 1;
    List<LinearFit> fits =
        new LogisticLearner(1).fit(BASIS, ROWS, new double[][] {partly, partly, other});
    assertThat(fits.get(0).weights()).isEqualTo(fits.get(1).weights());
    assertThat(fits.get(0).weights()).isNotEqualTo(fits.get(2).weights());
    assertThat(fits.get(0).bias()).isFinite();
  }

  @Test
  void oneClassStaysFinite() {
    double[] right = new double[ROWS.length];
    Arrays.fill(right, 1);
    assertThat(probability(fit(1, right), 0)).isBetween(0.98, 0.9999);
  }
}
