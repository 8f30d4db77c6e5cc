package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Feature;
import org.tribuo.regression.Regressor;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;

class HeadsBuilderTest {
  private static final FeatureSchema SCHEMA = new FeatureSchema(10);

  @Test
  void integerWeightsScoreAsTheLearnedFunctionDoes() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> texts =
        IntStream.range(0, 60)
            .mapToObj(row -> "text %d of %d words, is it?".formatted(row % 7, row % 11))
            .toList();
    int[] rows = IntStream.range(0, 60).toArray();
    double[] target = random.doubles(60).toArray();
    LearningBasis basis = LearningBasis.of(SparseRows.of(SCHEMA, texts), rows, 0.3);
    LinearFit fit =
        new TribuoLearner(10).leastSquares(basis, rows, new double[][] {target}, "x").getFirst();
    Policy policy = policy(basis, fit);
    Decider decider = new Decider(policy);
    // Every weight is off by half a step at most; the prompts have 13 word features.
    double largestError =
        0.5 * policy.words().wordScale()[0] * Math.sqrt(13)
            + 0.5 * policy.words().counterScale()[0] * Counter.COUNT;
    assertThat(largestError).isLessThan(0.02);
    for (int row : rows) {
      double exact = fit.bias();
      for (Feature feature : basis.example(row, new Regressor("none", 0))) {
        exact += feature.getValue() * fit.weight(Integer.parseInt(feature.getName()));
      }
      double success = decider.forecast(texts.get(row)).success()[0];
      assertThat(Math.log(success / (1 - success))).isCloseTo(exact, within(largestError));
    }
  }

  private static Policy policy(LearningBasis basis, LinearFit fit) {
    Heads words = HeadsBuilder.build(basis, SCHEMA, List.of(fit), true);
    LinearFit constant = LinearFit.constant(1, "test");
    Heads tokens = HeadsBuilder.build(basis, SCHEMA, List.of(constant), false);
    CandidateModel candidate =
        new CandidateModel(
            "a",
            "p",
            "m",
            false,
            new ListPrice(false, 0, 0, 1),
            Calibration.IDENTITY,
            new Line(0, 1),
            java.util.Optional.empty());
    return new Policy(
        SCHEMA,
        List.of(candidate),
        List.of(),
        words,
        tokens,
        new WillingnessToPay(0, new double[11]),
        Map.of());
  }

  @Test
  void theLargestWeightUsesTheWholeRange() {
    LearningBasis basis =
        LearningBasis.of(SparseRows.of(SCHEMA, List.of("one two", "one two")), new int[] {0, 1}, 1);
    LinearFit fit =
        new TribuoLearner(1)
            .leastSquares(basis, new int[] {0, 1}, new double[][] {{0, 1}}, "x")
            .getFirst();
    Heads heads = HeadsBuilder.build(basis, SCHEMA, List.of(fit), true);
    int largest =
        IntStream.range(0, heads.counterWeights().length)
            .map(at -> Math.abs(heads.counterWeights()[at]))
            .max()
            .orElseThrow();
    assertThat(largest).isIn(0, 16_383);
    assertThat(heads.wordScale()[0]).isPositive();
  }
}
