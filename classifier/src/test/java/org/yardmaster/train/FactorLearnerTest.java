package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yardmaster.train.ItemResponseWorld.NEW;
import static org.yardmaster.train.ItemResponseWorld.PROMPTS;
import static org.yardmaster.train.ItemResponseWorld.TEST;
import static org.yardmaster.train.ItemResponseWorld.TRAIN;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.feature.FeatureSchema;

class FactorLearnerTest {
  private final ItemResponseWorld world = ItemResponseWorld.of(5);
  private final LearningBasis basis =
      LearningBasis.of(SparseRows.of(new FeatureSchema(12), world.texts()), TRAIN, 0.15);

  private double[] expected(LinearFit fit) {
    return Arrays.stream(TEST)
        .mapToDouble(
            row -> {
              LearningBasis.Values values = basis.values(row);
              double sum =
                  fit.bias()
                      + IntStream.range(0, values.columns().length)
                          .mapToDouble(at -> fit.weight(values.columns()[at]) * values.values()[at])
                          .sum();
              return 1 / (1 + Math.exp(-sum));
            })
        .toArray();
  }

  @Test
  void aNewcomerIsKnownFromFewOutcomesBecauseTheOthersTaughtWhatIsHard() {
    List<LinearFit> shared = new FactorLearner(0.5).fit(basis, TRAIN, world.outcome());
    List<LinearFit> alone = new LogisticLearner(0.5).fit(basis, TRAIN, world.outcome());
    assertThat(world.error(expected(shared.get(NEW)), NEW))
        .isLessThan(0.5 * world.error(expected(alone.get(NEW)), NEW));
  }

  @Test
  void candidatesStandInTheOrderOfTheirAbilities() {
    List<LinearFit> fits = new FactorLearner(0.5, 1).fit(basis, TRAIN, world.outcome());
    double[] means =
        fits.stream()
            .mapToDouble(fit -> Arrays.stream(expected(fit)).average().orElseThrow())
            .toArray();
    assertThat(Arrays.copyOf(means, NEW)).isSorted();
    assertThat(means[NEW]).isBetween(means[2], means[4]);
  }

  @Test
  void whoeverIsNotKnownAtAllIsTakenForOneOfTheOthers() {
    double[][] outcome = world.outcome().clone();
    outcome[NEW] = new double[PROMPTS];
    Arrays.fill(outcome[NEW], Double.NaN);
    double[] expected = expected(new FactorLearner(0.5).fit(basis, TRAIN, outcome).get(NEW));
    assertThat(Arrays.stream(expected).average().orElseThrow()).isBetween(0.3, 0.8);
    assertThat(expected).doesNotContain(Double.NaN);
  }

  @Test
  void aSingleCandidateThatIsAlwaysRightStaysFinite() {
    double[] right = new double[PROMPTS];
    Arrays.fill(right, 1);
    LinearFit fit = new FactorLearner(0.5).fit(basis, TRAIN, new double[][] {right}).getFirst();
    assertThat(expected(fit)[0]).isBetween(0.97, 0.9999);
  }

  @Test
  void theSameTwice() {
    LinearFit once = new FactorLearner(0.5).fit(basis, TRAIN, world.outcome()).get(NEW);
    LinearFit twice = new FactorLearner(0.5).fit(basis, TRAIN, world.outcome()).get(NEW);
    assertThat(once.weights()).isEqualTo(twice.weights());
  }
}
