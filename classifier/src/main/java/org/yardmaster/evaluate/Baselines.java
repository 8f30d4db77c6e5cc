package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.ZeroRouter;

/**
 * What is possible without a trained router, and the bound that needs the grades themselves. The
 * single candidates come first, in the comparison's order.
 */
final class Baselines {
  static final String SINGLE = "single:";
  static final String ORACLE = "oracle";

  private Baselines() {}

  static List<JudgedPolicy> of(Comparison comparison, double margin) {
    List<JudgedPolicy> policies = new ArrayList<>(singles(comparison));
    if (comparison.priced()) {
      int cheapest = comparison.cheapest();
      policies.add(
          baseline(
              "cheapest",
              constant(comparison, cheapest),
              "always %s, the cheapest".formatted(comparison.candidateId(cheapest))));
      policies.add(mix(comparison, margin));
    }
    policies.add(
        baseline(
            "task-table",
            new Assignment.Fixed(TaskTable.choice(TaskTable.predictions(comparison))),
            "the best candidate per task, learned on other folds (%d folds)"
                .formatted(TaskTable.FOLDS)));
    policies.add(oracle(comparison));
    return policies;
  }

  /** One constant policy per compared candidate, in the comparison's order. */
  static List<JudgedPolicy> singles(Comparison comparison) {
    return IntStream.range(0, comparison.candidateCount())
        .mapToObj(candidate -> always(comparison, candidate))
        .toList();
  }

  private static JudgedPolicy always(Comparison comparison, int candidate) {
    String id = comparison.candidateId(candidate);
    String note = candidate == comparison.reference() ? ", the reference: best on average" : "";
    return baseline(SINGLE + id, constant(comparison, candidate), "always " + id + note);
  }

  private static Assignment constant(Comparison comparison, int candidate) {
    double[] shares = new double[comparison.candidateCount()];
    shares[candidate] = 1;
    return new Assignment.Mixture(shares);
  }

  /** The cheapest random mix of two that stays within the margin of the reference. */
  private static JudgedPolicy mix(Comparison comparison, double margin) {
    double target = comparison.meanQuality(comparison.reference()) - margin;
    ZeroRouter.Mix mix =
        ZeroRouter.cheapestFor(comparison.meanCosts(), comparison.meanQualities(), target)
            .orElseThrow();
    double[] shares = new double[comparison.candidateCount()];
    shares[mix.low()] += 1 - mix.highShare();
    shares[mix.high()] += mix.highShare();
    String note =
        mix.low() == mix.high()
            ? "always %s: no random mix is cheaper within the margin"
                .formatted(comparison.candidateId(mix.high()))
            : String.format(
                Locale.ROOT,
                "a coin sends %.1f %% to %s and the rest to %s: the cheapest mix within the margin",
                100 * mix.highShare(),
                comparison.candidateId(mix.high()),
                comparison.candidateId(mix.low()));
    return baseline("random-mix", new Assignment.Mixture(shares), note);
  }

  private static JudgedPolicy oracle(Comparison comparison) {
    int[] choice =
        new WillingnessSweep(comparison.quality(), comparison.costUsd())
            .choice(Double.POSITIVE_INFINITY);
    return new JudgedPolicy(
        ORACLE,
        PolicyKind.ORACLE,
        new Assignment.Fixed(choice),
        "per prompt the cheapest among the candidates with the highest quality; it needs the grades"
            + " themselves, so it is a bound and not a policy");
  }

  /** Coin flips with the same shares as a policy: what its call rates alone are worth. */
  static JudgedPolicy sameShares(Traffic traffic) {
    return baseline(
        "same-shares:" + traffic.policy().id(),
        new Assignment.Mixture(normalised(traffic.shares())),
        "a coin with the call rates of " + traffic.policy().id());
  }

  private static double[] normalised(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  private static JudgedPolicy baseline(String id, Assignment assignment, String note) {
    return new JudgedPolicy(id, PolicyKind.BASELINE, assignment, note);
  }
}
