package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.evaluate.metric.StrongShareCurve;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.testing.SharedData;

/** The figures of the RouteLLM paper and its program, from the published outcomes. */
class RouteLlmGoldenTest {

  private record Pair(double[] weak, double[] strong) {}

  private static Pair mmlu() {
    return pair("routellm/mmlu");
  }

  private static Pair gsm8k() {
    return pair("routellm/gsm8k");
  }

  private static Pair pair(String folder) {
    OutcomeTable table = ImportedTables.read("routellm", SharedData.require(folder));
    int strong = table.candidates().getFirst().id().startsWith("gpt-4") ? 0 : 1;
    return new Pair(table.quality(1 - strong), table.quality(strong));
  }

  @Test
  void hasThePublishedEndpointsOnMmlu() {
    Pair mmlu = mmlu();
    assertThat(mmlu.weak()).hasSize(14_037);
    assertThat(percent(mmlu.weak())).isEqualTo(68.09147253686685);
    assertThat(percent(mmlu.strong())).isEqualTo(80.58702001852248);
    assertThat(percent(oracle(mmlu))).isEqualTo(85.87304979696516);
    assertThat(quadrants(mmlu)).containsExactly(8_816, 2_496, 742, 1_983);
  }

  @Test
  void hasThePublishedEndpointsOnGsm8k() {
    Pair gsm8k = gsm8k();
    assertThat(gsm8k.weak()).hasSize(1_307);
    assertThat(percent(gsm8k.weak())).isEqualTo(63.733741392501905);
    assertThat(percent(gsm8k.strong())).isEqualTo(85.76893649579189);
    assertThat(percent(oracle(gsm8k))).isEqualTo(92.96097934200459);
    assertThat(quadrants(gsm8k)).containsExactly(739, 382, 94, 92);
  }

  @Test
  void ranksPerfectlyAsPublished() {
    assertThat(perfect(mmlu())).isCloseTo(1.268, within(5e-4));
    assertThat(perfect(gsm8k())).isCloseTo(1.115, within(5e-4));
  }

  /** Ties between equally gainful prompts are broken by place, since the program needs ten bins. */
  private static double perfect(Pair files) {
    double[] score = new double[files.weak().length];
    Arrays.setAll(score, row -> files.strong()[row] - files.weak()[row] + row * 1e-9);
    return new StrongShareCurve(score, files.weak(), files.strong())
        .sweep()
        .apgrCompat()
        .orElseThrow();
  }

  @Test
  void recoversHalfOfTheGapAtRandom() {
    Pair mmlu = mmlu();
    SplittableRandom random = new SplittableRandom(5);
    int runs = 400;
    double[] apgr = new double[runs];
    double[] half = new double[runs];
    double[] most = new double[runs];
    for (int run = 0; run < runs; run++) {
      double[] score = random.doubles(mmlu.weak().length).toArray();
      StrongShareCurve.Sweep sweep =
          new StrongShareCurve(score, mmlu.weak(), mmlu.strong()).sweep();
      apgr[run] = sweep.apgrCompat().orElseThrow();
      half[run] = 100 * sweep.cptCompat(0.5);
      most[run] = 100 * sweep.cptCompat(0.8);
    }
    // Published as one mean of finitely many runs; four standard errors of ours.
    assertThat(mean(apgr)).isCloseTo(0.4992, within(4 * 0.0089 / Math.sqrt(runs)));
    assertThat(deviation(apgr)).isCloseTo(0.0089, within(0.001));
    assertThat(mean(half)).isCloseTo(50.24, within(0.35));
    assertThat(mean(most)).isCloseTo(79.99, within(0.35));
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum()
            / (values.length - 1));
  }

  private static double percent(double[] right) {
    return DoubleStream.of(right).sum() / right.length * 100;
  }

  private static double[] oracle(Pair files) {
    return IntStream.range(0, files.weak().length)
        .mapToDouble(row -> Math.max(files.weak()[row], files.strong()[row]))
        .toArray();
  }

  /** Both right, strong only, weak only, none. */
  private static int[] quadrants(Pair files) {
    int[] counts = new int[4];
    for (int row = 0; row < files.weak().length; row++) {
      counts[(int) ((1 - files.strong()[row]) * 2 + (1 - files.weak()[row]))]++;
    }
    return counts;
  }
}
