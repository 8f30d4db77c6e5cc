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
    List<JudgedPolicy> policies =
        new ArrayList<>(blind(comparison.means(), margin, comparison.priced()));
    policies.add(
        taskTable(new Assignment.Fixed(TaskTable.choice(TaskTable.predictions(comparison)))));
    policies.add(oracle(comparison));
    return policies;
  }

  /** Those that look at no prompt: single candidates and, with prices, cheapest and coin mix. */
  static List<JudgedPolicy> blind(Means means, double margin, boolean priced) {
    List<JudgedPolicy> policies = new ArrayList<>(singles(means));
    if (priced) {
      int cheapest = means.cheapest();
      policies.add(
          baseline(
              "cheapest",
              constant(means, cheapest),
              "always %s, the cheapest".formatted(means.ids().get(cheapest))));
      policies.add(mix(means, margin));
    }
    return policies;
  }

  /** The router that anybody can write down, with the choices that it made. */
  static JudgedPolicy taskTable(Assignment choices) {
    return baseline(
        TaskTable.ID,
        choices,
        "the best candidate per task, learned on other folds (%d folds)"
            .formatted(TaskTable.FOLDS));
  }

  /** One constant policy per compared candidate, in the comparison's order. */
  static List<JudgedPolicy> singles(Means means) {
    return IntStream.range(0, means.ids().size())
        .mapToObj(candidate -> always(means, candidate))
        .toList();
  }

  private static JudgedPolicy always(Means means, int candidate) {
    String id = means.ids().get(candidate);
    String note = candidate == means.reference() ? ", the reference: best on average" : "";
    return baseline(SINGLE + id, constant(means, candidate), "always " + id + note);
  }

  private static Assignment constant(Means means, int candidate) {
    double[] shares = new double[means.ids().size()];
    shares[candidate] = 1;
    return new Assignment.Mixture(shares);
  }

  /** The cheapest random mix of two that stays within the margin of the reference. */
  private static JudgedPolicy mix(Means means, double margin) {
    double target = means.quality()[means.reference()] - margin;
    ZeroRouter.Mix mix =
        ZeroRouter.cheapestFor(means.costUsd(), means.quality(), target).orElseThrow();
    double[] shares = new double[means.ids().size()];
    shares[mix.low()] += 1 - mix.highShare();
    shares[mix.high()] += mix.highShare();
    String note =
        mix.low() == mix.high()
            ? "always %s: no random mix is cheaper within the margin"
                .formatted(means.ids().get(mix.high()))
            : String.format(
                Locale.ROOT,
                "a coin sends %.1f %% to %s and the rest to %s: the cheapest mix within the margin",
                100 * mix.highShare(),
                means.ids().get(mix.high()),
                means.ids().get(mix.low()));
    return baseline("random-mix", new Assignment.Mixture(shares), note);
  }

  private static JudgedPolicy oracle(Comparison comparison) {
    return oracle(
        new Assignment.Fixed(
            WillingnessSweep.of(comparison.quality(), comparison.costUsd())
                .choice(Double.POSITIVE_INFINITY)));
  }

  static JudgedPolicy oracle(Assignment choices) {
    return new JudgedPolicy(
        ORACLE,
        PolicyKind.ORACLE,
        choices,
        "per prompt the cheapest among the candidates with the highest quality; it needs the grades"
            + " themselves, so it is a bound and not a policy");
  }

  /** Coin flips with the same shares as a policy: what its call rates alone are worth. */
  static JudgedPolicy sameShares(String policyId, double[] shares) {
    return baseline(
        "same-shares:" + policyId,
        new Assignment.Mixture(normalised(shares)),
        "a coin with the call rates of " + policyId);
  }

  private static double[] normalised(double[] shares) {
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  private static JudgedPolicy baseline(String id, Assignment assignment, String note) {
    return new JudgedPolicy(id, PolicyKind.BASELINE, assignment, note);
  }
}
