package org.yardmaster.evaluate.offpolicy;

import java.util.Locale;
import java.util.SplittableRandom;
import org.yardmaster.stats.Estimate;

/**
 * A gateway whose truth is known: eight kinds of prompts, three candidates, a serving policy that
 * explores. As a program it prints how often nominal 95 % intervals cover the truth: {@code java
 * -cp ... org.yardmaster.evaluate.offpolicy.OffPolicySimulation [repetitions]}.
 */
public final class OffPolicySimulation {
  private static final int KINDS = 8;
  private static final int CANDIDATES = 3;

  private OffPolicySimulation() {}

  /** How many of the repetitions' intervals contain the truth, and what the log was worth. */
  record Coverage(int ips, int selfNormalised, int doublyRobust, double effectiveSampleSize) {}

  /** Chance that a candidate is right on a kind of prompt. */
  private static double right(int kind, int candidate) {
    return 0.2 + 0.6 * ((kind * 5 + candidate * 3) % KINDS) / (KINDS - 1.0);
  }

  /** The policy in question prefers another candidate on every kind than the serving one. */
  private static double target(int kind, int candidate) {
    return (kind + 1) % CANDIDATES == candidate ? 0.9 : 0.05;
  }

  private static double serving(int kind, int candidate, double exploration) {
    double explored = exploration / CANDIDATES;
    return kind % CANDIDATES == candidate ? 1 - exploration + explored : explored;
  }

  static double truth() {
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        sum += target(kind, candidate) * right(kind, candidate);
      }
    }
    return sum / KINDS;
  }

  /** A reward model that knows candidates but not kinds: wrong, but better than none. */
  private static double model(int candidate) {
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      sum += right(kind, candidate);
    }
    return sum / KINDS;
  }

  static OffPolicyEstimate once(int calls, double exploration, int replicates, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] reward = new double[calls];
    double[] propensity = new double[calls];
    double[] target = new double[calls];
    double[] modelLogged = new double[calls];
    double[] modelTarget = new double[calls];
    int[] groupOf = new int[calls];
    for (int call = 0; call < calls; call++) {
      int kind = random.nextInt(KINDS);
      int candidate = draw(kind, exploration, random.nextDouble());
      reward[call] = random.nextDouble() < right(kind, candidate) ? 1 : 0;
      propensity[call] = serving(kind, candidate, exploration);
      target[call] = target(kind, candidate);
      modelLogged[call] = model(candidate);
      for (int other = 0; other < CANDIDATES; other++) {
        modelTarget[call] += target(kind, other) * model(other);
      }
      groupOf[call] = call;
    }
    LoggedChoices log = new LoggedChoices(reward, propensity, target, groupOf, calls);
    return OffPolicyEstimate.of(log, modelLogged, modelTarget, replicates, seed, 0.95);
  }

  private static int draw(int kind, double exploration, double uniform) {
    double passed = 0;
    for (int candidate = 0; candidate < CANDIDATES - 1; candidate++) {
      passed += serving(kind, candidate, exploration);
      if (uniform < passed) {
        return candidate;
      }
    }
    return CANDIDATES - 1;
  }

  static Coverage coverage(int repetitions, int calls, double exploration, int replicates) {
    int ips = 0;
    int selfNormalised = 0;
    int doublyRobust = 0;
    double effective = 0;
    for (int repetition = 0; repetition < repetitions; repetition++) {
      OffPolicyEstimate estimate = once(calls, exploration, replicates, 1_000 + repetition);
      ips += covers(estimate.inversePropensity()) ? 1 : 0;
      selfNormalised += covers(estimate.selfNormalised()) ? 1 : 0;
      doublyRobust += covers(estimate.doublyRobust()) ? 1 : 0;
      effective += estimate.effectiveSampleSize() / repetitions;
    }
    return new Coverage(ips, selfNormalised, doublyRobust, effective);
  }

  private static boolean covers(Estimate estimate) {
    return estimate.low() <= truth() && truth() <= estimate.high();
  }

  public static void main(String[] arguments) {
    int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
    for (int calls : new int[] {100, 300, 1_000, 3_000}) {
      for (double exploration : new double[] {0.1, 0.3}) {
        Coverage coverage = coverage(repetitions, calls, exploration, 1_000);
        System.out.printf(
            Locale.ROOT,
            "%5d calls, exploration %.1f, effective %6.1f: IPS %.1f %%, SNIPS %.1f %%, DR %.1f"
                + " %%%n",
            calls,
            exploration,
            coverage.effectiveSampleSize(),
            100.0 * coverage.ips() / repetitions,
            100.0 * coverage.selfNormalised() / repetitions,
            100.0 * coverage.doublyRobust() / repetitions);
      }
    }
  }
}
