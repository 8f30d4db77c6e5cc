package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yardmaster.evaluate.ThresholdChoice;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.train.TrainSpec.Learner;

class JudgedLearnerTest {
  private static final int PROMPTS = 800;
  private static final int[] TRAIN = IntStream.range(0, 600).toArray();
  private static final int[] TEST = IntStream.range(600, PROMPTS).toArray();

  private static LearningBasis basis(List<String> texts) {
    return LearningBasis.of(SparseRows.of(new FeatureSchema(12), texts), TRAIN, 0.15);
  }

  /** Right when exactly one of two words stands there, which never stand side by side. */
  @Test
  void treesLearnAnInteractionThatNoLinearFunctionCan() {
    SplittableRandom random = new SplittableRandom(9);
    boolean[][] has =
        IntStream.range(0, PROMPTS)
            .mapToObj(row -> new boolean[] {random.nextInt(10) < 5, random.nextInt(10) < 4})
            .toArray(boolean[][]::new);
    LearningBasis basis =
        basis(
            Arrays.stream(has)
                .map(
                    row ->
                        (row[0] ? "north" : "south")
                            + " of here "
                            + (row[1] ? "by day" : "by night"))
                .toList());
    double[] right = new double[PROMPTS];
    Arrays.setAll(right, row -> has[row][0] ^ has[row][1] ? 1 : 0);
    double[][] targets = {right};
    double[] trees =
        JudgedLearner.of(Learner.XGBOOST).learn(basis, TRAIN, targets).success(TEST)[0];
    LinearFit line = new LogisticLearner(0.5).fit(basis, TRAIN, targets).getFirst();
    assertThat(wrong(trees, right, 0.5)).isLessThan(0.02);
    assertThat(wrong(scores(basis, line), right, 0)).isGreaterThan(0.2);
  }

  /** Share of test rows on the wrong side of a threshold. */
  private static double wrong(double[] predicted, double[] right, double threshold) {
    return IntStream.range(0, TEST.length)
            .filter(at -> predicted[at] > threshold != right[TEST[at]] > 0.5)
            .count()
        / (double) TEST.length;
  }

  private static double[] scores(LearningBasis basis, LinearFit fit) {
    return Arrays.stream(TEST)
        .mapToDouble(
            row -> {
              LearningBasis.Values values = basis.values(row);
              return fit.bias()
                  + IntStream.range(0, values.columns().length)
                      .mapToDouble(at -> fit.weight(values.columns()[at]) * values.values()[at])
                      .sum();
            })
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"XGBOOST", "FACTORISATION_MACHINE", "NEAREST", "CLUSTERS"})
  void everyLearnerTellsEasyFromHard(Learner learner) {
    OutcomeTable table = Tables.easyAndHard(PROMPTS, 11);
    LearningBasis basis =
        basis(table.samples().stream().map(sample -> sample.prompt().routingText()).toList());
    double[] success =
        JudgedLearner.of(learner)
            .learn(basis, TRAIN, new double[][] {table.quality(0)})
            .success(TEST)[0];
    assertThat(mean(table, success, "easy")).isCloseTo(0.9, within(0.12));
    assertThat(mean(table, success, "hard")).isCloseTo(0.2, within(0.12));
  }

  private static double mean(OutcomeTable table, double[] success, String task) {
    return IntStream.range(0, TEST.length)
        .filter(at -> table.samples().get(TEST[at]).task().equals(task))
        .mapToDouble(at -> success[at])
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"XGBOOST", "FACTORISATION_MACHINE", "NEAREST", "CLUSTERS"})
  void whatIsPredictedForAPromptDoesNotDependOnItsOutcome(Learner learner) {
    OutcomeTable table = Tables.easyAndHard(240, 3);
    double[] flipped = table.quality(0).clone();
    flipped[7] = 1 - flipped[7];
    OutcomeTable other =
        Tables.two(240, table.samples()::get, row -> flipped[row], row -> table.quality(1)[row]);
    OutOfFold before = run(table, learner);
    OutOfFold after = run(other, learner);
    assertThat(after.predictions().success()[0][7]).isEqualTo(before.predictions().success()[0][7]);
    assertThat(after.predictions().success()[0]).isNotEqualTo(before.predictions().success()[0]);
    assertThat(run(table, learner).predictions().success()[0])
        .isEqualTo(before.predictions().success()[0]);
  }

  private static OutOfFold run(OutcomeTable table, Learner learner) {
    return OutOfFold.run(
        table,
        PriceBook.empty(),
        TrainSpec.standard(learner).with(new ThresholdChoice(0.05, 1)),
        3,
        "x");
  }

  @Test
  void easyPromptsGoToTheCheapAndHardOnesToTheDear() {
    OutcomeTable table = Tables.easyAndHard(600, 3);
    int[] choice = run(table, Learner.XGBOOST).choice();
    long sensible =
        IntStream.range(0, choice.length)
            .filter(row -> choice[row] == (table.samples().get(row).task().equals("hard") ? 1 : 0))
            .count();
    assertThat(sensible).isGreaterThan(570);
  }

  @Test
  void noPolicyIsTrainedThatNoFileCanHold() {
    PolicyTrainer trainer =
        new PolicyTrainer(
            Tables.easyAndHard(60, 1), PriceBook.empty(), TrainSpec.standard(Learner.NEAREST));
    assertThatThrownBy(() -> trainer.train(IntStream.range(0, 60).toArray(), Map.of()))
        .hasMessageContaining("evaluate --learner nearest")
        .hasMessageContaining("logistic");
  }

  @Test
  void whoLearnedStandsInTheRecord() {
    assertThat(TrainSpec.standard(Learner.XGBOOST).toString())
        .contains("Tribuo", "XGBoostRegressionTrainer", "seed");
    assertThatThrownBy(() -> JudgedLearner.of(Learner.LOGISTIC))
        .hasMessageContaining("fits a policy file");
  }
}
