package org.yardmaster.evaluate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.ClusterBootstrap;
import org.yardmaster.stats.PlainBootstrap;

/**
 * How long a full evaluation takes, and its bootstrap against the straightforward one; {@link
 * EvaluationSpeedTest} runs it.
 */
public final class EvaluationSpeed {
  private static final int PROMPTS = 12_000;
  private static final int CANDIDATES = 10;
  private static final int POLICIES = 5;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private EvaluationSpeed() {}

  private static OutcomeTable table(SplittableRandom random) {
    double[][] quality = new double[CANDIDATES][PROMPTS];
    double[][] cost = new double[CANDIDATES][PROMPTS];
    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
      double rate = 0.5 + 0.03 * candidate;
      double price = 1e-4 * (1 << candidate);
      Arrays.setAll(quality[candidate], row -> random.nextDouble() < rate ? 1 : 0);
      Arrays.setAll(cost[candidate], row -> price * (0.5 + random.nextDouble()));
    }
    return Tables.of(quality, cost, row -> "g" + row, row -> "t" + row % 14, false);
  }

  private static void evaluate(
      OutcomeTable table, List<JudgedPolicy> policies, List<Predictions> predictions) {
    Evaluation evaluation =
        Evaluator.evaluate(table, policies, predictions, "speed", EvaluationSpec.STANDARD);
    if (evaluation.policies().isEmpty()) {
      throw new AssertionError("nothing was evaluated");
    }
  }

  public static void main(String[] arguments) {
    SplittableRandom random = new SplittableRandom(1);
    OutcomeTable table = table(random);
    List<JudgedPolicy> policies = new ArrayList<>();
    List<Predictions> predictions = new ArrayList<>();
    for (int policy = 0; policy < POLICIES; policy++) {
      double[][] success = new double[CANDIDATES][];
      double[][] cost = new double[CANDIDATES][];
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        success[candidate] = random.doubles(PROMPTS).toArray();
        cost[candidate] = table.costUsd(candidate);
      }
      Predictions made = new Predictions("p" + policy, success, cost);
      predictions.add(made);
      int[] choice = ThresholdChoice.choose(made, 0.01);
      policies.add(
          new JudgedPolicy("p" + policy, PolicyKind.LEARNED, new Assignment.Fixed(choice), ""));
    }
    for (int round = 0; round < 3; round++) {
      time("full evaluation", () -> evaluate(table, policies, predictions));
    }
    double[][] sums = new double[PROMPTS][1 + 2 * (CANDIDATES + 4 + 2 * POLICIES)];
    for (double[] row : sums) {
      Arrays.setAll(row, column -> random.nextDouble());
    }
    double[][] columns = PlainBootstrap.transposed(sums);
    ClusterBootstrap bootstrap = new ClusterBootstrap(PROMPTS, 10_000, 1);
    for (int round = 0; round < 2; round++) {
      double fast = time("bootstrap, matrix product", () -> bootstrap.totals(sums));
      double plain = time("bootstrap, plain", () -> PlainBootstrap.totals(bootstrap, columns));
      System.out.printf(Locale.ROOT, "ratio %.1f%n", plain / fast);
    }
    double operations = 2.0 * PROMPTS * 10_000 * sums[0].length;
    System.out.printf(
        Locale.ROOT, "%.1f thousand million operations per bootstrap%n", operations / 1e9);
  }

  /** Processor seconds of all threads: on a busy machine the clock on the wall says little. */
  private static double time(String name, Runnable work) {
    long started = System.nanoTime();
    long before = PROCESS.getProcessCpuTime();
    work.run();
    double processor = (PROCESS.getProcessCpuTime() - before) / 1e9;
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(Locale.ROOT, "%-28s %.2f s, %.2f s of processor%n", name, seconds, processor);
    return processor;
  }
}
