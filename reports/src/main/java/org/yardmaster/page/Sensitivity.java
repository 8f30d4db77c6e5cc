package org.yardmaster.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.stats.Estimate;

/**
 * What would change the answer, and by how much.
 *
 * @param prices what other prices do; empty where none were tried
 * @param neededMargin smallest margin at which the main policy's quality counts as kept
 * @param dearest what comparing with the dearest candidate instead of the reference would claim
 * @param flips the true quality difference, had some grades been wrong
 * @param p50Change median latency of the main policy less that of the reference, in seconds
 * @param p95Change the same for the 95th percentile
 */
record Sensitivity(
    Optional<Prices> prices,
    Optional<Double> neededMargin,
    Optional<Dearest> dearest,
    List<Flip> flips,
    Optional<Double> p50Change,
    Optional<Double> p95Change) {
  private static final double[] FLIPS = {0.02, 0.05, 0.1, 0.2};

  Sensitivity {
    flips = List.copyOf(flips);
  }

  /** Lowest and highest reduction over all price scenarios, and how often the verdict stays. */
  record Prices(double lowest, double highest, int scenarios, int sameVerdict) {}

  /** The reduction against the candidate with the highest cost. */
  record Dearest(String candidate, double usdPer1k, double reduction) {}

  /**
   * Where each grade is right or wrong and a share of all grades is flipped at random, an observed
   * difference is the true one times {@code 1 - 2 rate}.
   */
  record Flip(double rate, Estimate difference) {}

  static Sensitivity of(Evaluation evaluation, Extras extras) {
    Optional<PolicyResult> main = evaluation.main();
    Optional<PolicyResult> reference = evaluation.referencePolicy();
    return new Sensitivity(
        prices(evaluation, extras.prices()),
        main.map(policy -> Math.max(0, -policy.qualityDifference().low())),
        main.flatMap(PolicyResult::usdPer1k).flatMap(cost -> dearest(evaluation, cost.value())),
        main.map(policy -> flips(policy.qualityDifference())).orElse(List.of()),
        change(main, reference, PolicyResult::p50Seconds),
        change(main, reference, PolicyResult::p95Seconds));
  }

  private static Optional<Prices> prices(
      Evaluation evaluation, List<PriceSensitivity.Scenario> scenarios) {
    List<Double> reductions =
        scenarios.stream()
            .flatMap(scenario -> scenario.saving().stream())
            .map(Estimate::value)
            .sorted()
            .toList();
    if (reductions.isEmpty()) {
      return Optional.empty();
    }
    long same = scenarios.stream().filter(one -> one.verdict() == evaluation.verdict()).count();
    return Optional.of(
        new Prices(reductions.getFirst(), reductions.getLast(), scenarios.size(), (int) same));
  }

  private static Optional<Dearest> dearest(Evaluation evaluation, double usdPer1k) {
    return evaluation.candidates().stream()
        .filter(candidate -> candidate.usdPer1k().isPresent())
        .max(Comparator.comparingDouble(Sensitivity::cost))
        .filter(candidate -> cost(candidate) > 0)
        .map(
            candidate ->
                new Dearest(candidate.id(), cost(candidate), 1 - usdPer1k / cost(candidate)));
  }

  private static double cost(CandidateResult candidate) {
    return candidate.usdPer1k().map(Estimate::value).orElse(0.0);
  }

  private static List<Flip> flips(Estimate observed) {
    List<Flip> flips = new ArrayList<>();
    for (double rate : FLIPS) {
      double stretched = 1 / (1 - 2 * rate);
      flips.add(new Flip(rate, Derived.scaled(observed, stretched)));
    }
    return flips;
  }

  private static Optional<Double> change(
      Optional<PolicyResult> main,
      Optional<PolicyResult> reference,
      Function<PolicyResult, Optional<Double>> percentile) {
    return main.flatMap(percentile)
        .flatMap(now -> reference.flatMap(percentile).map(before -> now - before));
  }
}
