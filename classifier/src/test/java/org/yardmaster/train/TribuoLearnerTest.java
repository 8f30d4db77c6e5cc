package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.regression.Regressor;
import org.yardmaster.feature.FeatureSchema;

class TribuoLearnerTest {
  private static final int[] ROWS = IntStream.range(0, 200).toArray();

  private LearningBasis basis;
  private final double[] target = new double[ROWS.length];
  private final double[] opposite = new double[ROWS.length];
  private final double[] noise = new double[ROWS.length];

  @BeforeEach
  void texts() {
    List<String> texts =
        Arrays.stream(ROWS).mapToObj(row -> row % 2 == 0 ? "red apple" : "green pear").toList();
    basis = LearningBasis.of(SparseRows.of(FeatureSchema.STANDARD, texts), ROWS, 0.1);
    for (int row : ROWS) {
      target[row] = row % 2 == 0 ? 0.9 : 0.1;
      opposite[row] = row % 2 == 0 ? 3 : 5;
      noise[row] = row % 2 == 0 && row > 100 ? Double.NaN : 0.25;
    }
  }

  private double predicted(LinearFit fit, int row) {
    Example<Regressor> example = basis.example(row, new Regressor("none", 0));
    double sum = fit.bias();
    for (Feature feature : example) {
      sum += feature.getValue() * fit.weight(Integer.parseInt(feature.getName()));
    }
    return sum;
  }

  @Test
  void headsLearnedTogetherKeepTheirOrderAndTheirMeans() {
    List<LinearFit> fits =
        new TribuoLearner(100)
            .leastSquares(basis, ROWS, new double[][] {target, noise, opposite}, "test");
    assertThat(predicted(fits.get(0), 0)).isCloseTo(0.9, within(0.01));
    assertThat(predicted(fits.get(0), 1)).isCloseTo(0.1, within(0.01));
    assertThat(predicted(fits.get(1), 0)).isCloseTo(0.25, within(0.01));
    assertThat(predicted(fits.get(2), 0)).isCloseTo(3, within(0.02));
    assertThat(predicted(fits.get(2), 1)).isCloseTo(5, within(0.02));
  }

  @Test
  void aHeadLearnsTheSameAloneAsInCompany() {
    TribuoLearner learner = new TribuoLearner(1);
    LinearFit alone =
        learner.leastSquares(basis, ROWS, new double[][] {opposite}, "test").getFirst();
    LinearFit together =
        learner.leastSquares(basis, ROWS, new double[][] {target, opposite}, "test").get(1);
    assertThat(together.weights()).isEqualTo(alone.weights());
    assertThat(together.bias()).isEqualTo(alone.bias());
  }

  @Test
  void nothingKnownGivesAConstant() {
    double[] unknown = new double[ROWS.length];
    Arrays.fill(unknown, Double.NaN);
    LinearFit fit =
        new TribuoLearner(1).leastSquares(basis, ROWS, new double[][] {unknown}, "test").getFirst();
    assertThat(fit.weights()).isEmpty();
    assertThat(fit.bias()).isZero();
  }
}
