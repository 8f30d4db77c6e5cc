package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.ArenaScore;
import org.yardmaster.evaluate.metric.StrongShareCurve;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.testing.SharedData;

/** Every published value that our metrics must meet, beside what they give. */
final class GoldenValues {
  private static final int RANDOM_RUNS = 400;

  private final List<Golden> values = new ArrayList<>();

  private GoldenValues() {}

  /**
   * One value.
   *
   * @param of what it is
   * @param expected as published
   * @param got by our metrics, from the published outcomes
   * @param tolerance largest difference that counts as met; 0 for equal to the last bit
   */
  record Golden(String of, double expected, double got, double tolerance) {
    boolean met() {
      return Math.abs(got - expected) <= tolerance;
    }

    String line() {
      return "| %s | %s | %s | %s |"
          .formatted(
              of,
              shown(expected),
              tolerance == 0 ? shown(got) : String.format(Locale.ROOT, "%.5f", got),
              tolerance == 0 ? "equal" : "±" + String.format(Locale.ROOT, "%.5f", tolerance));
    }

    private static String shown(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }

  /** All of them; skips the test where the published outcomes are not at hand. */
  static List<Golden> all() {
    GoldenValues golden = new GoldenValues();
    golden.endpoints(
        "GSM8K",
        pair("routellm/gsm8k"),
        new double[] {1_307, 63.733741392501905, 85.76893649579189, 92.96097934200459},
        new int[] {739, 382, 94, 92},
        1.115);
    Pair mmlu = pair("routellm/mmlu");
    golden.endpoints(
        "MMLU",
        mmlu,
        new double[] {14_037, 68.09147253686685, 80.58702001852248, 85.87304979696516},
        new int[] {8_816, 2_496, 742, 1_983},
        1.268);
    golden.random(mmlu);
    golden.leaderboard();
    golden.arena();
    return golden.values;
  }

  private record Pair(double[] weak, double[] strong) {}

  private static Pair pair(String folder) {
    OutcomeTable table = ImportedTables.read("routellm", SharedData.require(folder));
    int strong = table.candidates().getFirst().id().startsWith("gpt-4") ? 0 : 1;
    return new Pair(table.quality(1 - strong), table.quality(strong));
  }

  private void add(String of, double expected, double got, double tolerance) {
    values.add(new Golden(of, expected, got, tolerance));
  }

  private void endpoints(
      String name, Pair pair, double[] published, int[] quadrants, double perfect) {
    add(name + ": prompts", published[0], pair.weak().length, 0);
    add(name + ": weak candidate, %", published[1], percent(pair.weak()), 0);
    add(name + ": strong candidate, %", published[2], percent(pair.strong()), 0);
    add(name + ": oracle, %", published[3], percent(oracle(pair)), 0);
    String[] names = {"both right", "strong only", "weak only", "none right"};
    int[] counts = quadrants(pair);
    for (int quadrant = 0; quadrant < 4; quadrant++) {
      add(name + ": " + names[quadrant], quadrants[quadrant], counts[quadrant], 0);
    }
    add(name + ": APGR of the perfect ranking", perfect, perfect(pair), 5e-4);
  }

  /** Published as one mean of finitely many runs; hence four standard errors of ours. */
  private void random(Pair mmlu) {
    SplittableRandom random = new SplittableRandom(5);
    double[] apgr = new double[RANDOM_RUNS];
    double[] half = new double[RANDOM_RUNS];
    double[] most = new double[RANDOM_RUNS];
    for (int run = 0; run < RANDOM_RUNS; run++) {
      double[] score = random.doubles(mmlu.weak().length).toArray();
      StrongShareCurve.Sweep sweep =
          new StrongShareCurve(score, mmlu.weak(), mmlu.strong()).sweep();
      apgr[run] = sweep.apgrCompat().orElseThrow();
      half[run] = 100 * sweep.cptCompat(0.5);
      most[run] = 100 * sweep.cptCompat(0.8);
    }
    add("MMLU: APGR at random, mean", 0.4992, mean(apgr), 4 * 0.0089 / Math.sqrt(RANDOM_RUNS));
    add("MMLU: APGR at random, standard deviation", 0.0089, deviation(apgr), 0.001);
    add("MMLU: CPT(50 %) at random, %", 50.24, mean(half), 0.35);
    add("MMLU: CPT(80 %) at random, %", 79.99, mean(most), 0.35);
  }

  private void leaderboard() {
    score("vLLM-SR", 0.7718, 0.30, 75.30);
    score("Sqwish", 0.7640, 0.18, 75.27);
    score("GPT-5", 0.7396, 10.02, 64.32);
    score("CARROT", 0.6721, 2.06, 63.87);
    score("RouteLLM", 0.4704, 0.27, 48.07);
    score("RouterDC", 0.3201, 0.07, 33.75);
  }

  private void score(String router, double accuracy, double usdPer1k, double expected) {
    add("arena score of " + router, expected, 100 * ArenaScore.of(accuracy, usdPer1k), 0.03);
  }

  private void arena() {
    OutcomeTable table = RouterArenaFiles.read();
    double[][] quality = {table.quality(0), table.quality(1)};
    double[][] cost = {table.costUsd(0), table.costUsd(1)};
    double[] best = new double[quality[0].length];
    double[] bestCost = new double[best.length];
    for (int row = 0; row < best.length; row++) {
      boolean first =
          quality[0][row] > quality[1][row]
              || (quality[0][row] == quality[1][row] && cost[0][row] < cost[1][row]);
      best[row] = quality[first ? 0 : 1][row];
      bestCost[row] = cost[first ? 0 : 1][row];
    }
    arena("claude-3-haiku", quality[0], cost[0], 52.34, 0.1760, 53.32);
    arena("gemini-2.0-flash", quality[1], cost[1], 69.01, 0.0475, 69.73);
    arena("cheapest-best oracle", best, bestCost, 74.08, 0.0568, 74.26);
  }

  private void arena(
      String who, double[] quality, double[] cost, double percent, double usd, double score) {
    String of = "RouterArena sub_10, %s: ".formatted(who);
    add(of + "accuracy, %", percent, 100 * mean(quality), 0.005);
    add(of + "USD per 1,000", usd, 1_000 * mean(cost), 0.00005);
    add(of + "arena score", score, 100 * ArenaScore.of(mean(quality), 1_000 * mean(cost)), 0.005);
  }

  /** Ties between equally gainful prompts are broken by place, since the program needs ten bins. */
  private static double perfect(Pair pair) {
    double[] score = new double[pair.weak().length];
    Arrays.setAll(score, row -> pair.strong()[row] - pair.weak()[row] + row * 1e-9);
    return new StrongShareCurve(score, pair.weak(), pair.strong())
        .sweep()
        .apgrCompat()
        .orElseThrow();
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

  private static double[] oracle(Pair pair) {
    return IntStream.range(0, pair.weak().length)
        .mapToDouble(row -> Math.max(pair.weak()[row], pair.strong()[row]))
        .toArray();
  }

  /** Both right, strong only, weak only, none. */
  private static int[] quadrants(Pair pair) {
    int[] counts = new int[4];
    for (int row = 0; row < pair.weak().length; row++) {
      counts[(int) ((1 - pair.strong()[row]) * 2 + (1 - pair.weak()[row]))]++;
    }
    return counts;
  }
}
