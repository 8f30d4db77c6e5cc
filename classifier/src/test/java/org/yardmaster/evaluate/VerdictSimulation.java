package org.yardmaster.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * How often the whole procedure (training, threshold on calibration, verdict on unseen folds) says
 * what. As a program it prints the figures of the README: {@code java -cp ...
 * org.yardmaster.evaluate.VerdictSimulation [repetitions]}.
 */
public final class VerdictSimulation {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 1_000, 20_260_101);

  private VerdictSimulation() {}

  /** Verdicts over worlds with the seeds 1 to {@code repetitions}. */
  static Map<Verdict, Integer> count(int repetitions, LongFunction<PlantedWorld> world) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (long seed = 1; seed <= repetitions; seed++) {
      PlantedWorld made = world.apply(seed);
      JudgedPolicy policy = new RidgeRouter(made).outOfFold(ThresholdChoice.STANDARD);
      Evaluation evaluation =
          Evaluator.evaluate(made.table(), List.of(policy), List.of(), "5-fold out-of-fold", SPEC);
      counts.merge(evaluation.verdict(), 1, Integer::sum);
    }
    return counts;
  }

  /** Nothing to learn, the dear candidate better on average. */
  static PlantedWorld unequal(int prompts, long seed) {
    return PlantedWorld.random(
        prompts, new double[] {0.7, 0.75}, new double[] {0.0005, 0.005}, seed);
  }

  /** Nothing to learn, five candidates equally good at prices from 1 to 100. */
  static PlantedWorld equal(int prompts, long seed) {
    return PlantedWorld.random(
        prompts,
        new double[] {0.7, 0.7, 0.7, 0.7, 0.7},
        new double[] {0.0001, 0.0003, 0.001, 0.003, 0.01},
        seed);
  }

  /** Nothing to learn, two equally good candidates. */
  static PlantedWorld twins(int prompts, long seed) {
    return PlantedWorld.random(
        prompts, new double[] {0.7, 0.7}, new double[] {0.0005, 0.005}, seed);
  }

  public static void main(String[] arguments) {
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    for (int prompts : new int[] {500, 2_000, 10_000}) {
      print("random labels, unequal", prompts, repetitions, seed -> unequal(prompts, seed));
      print("random labels, twins", prompts, repetitions, seed -> twins(prompts, seed));
      print("random labels, five equal", prompts, repetitions, seed -> equal(prompts, seed));
    }
    for (int prompts : new int[] {1_500, 3_000, 12_000, 24_000}) {
      for (double advantage : new double[] {0.05, 0.02}) {
        print(
            "planted %.2f".formatted(advantage),
            prompts,
            repetitions,
            seed -> PlantedWorld.advantage(prompts, advantage, seed));
      }
    }
  }

  private static void print(
      String name, int prompts, int repetitions, LongFunction<PlantedWorld> world) {
    long started = System.nanoTime();
    Map<Verdict, Integer> counts = count(repetitions, world);
    System.out.printf(
        Locale.ROOT,
        "%-28s %6d prompts: route %5.1f %%, do not route %5.1f %%, not enough data %5.1f %% (%.0f"
            + " s)%n",
        name,
        prompts,
        100.0 * counts.getOrDefault(Verdict.ROUTE, 0) / repetitions,
        100.0 * counts.getOrDefault(Verdict.DO_NOT_ROUTE, 0) / repetitions,
        100.0 * counts.getOrDefault(Verdict.NOT_ENOUGH_DATA, 0) / repetitions,
        (System.nanoTime() - started) / 1e9);
  }
}
