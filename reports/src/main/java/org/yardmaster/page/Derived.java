package org.yardmaster.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.stats.Estimate;

/**
 * What follows from an evaluation by arithmetic alone.
 *
 * @param main index of the main policy among the evaluation's policies
 * @param curve index of the learned curve among the evaluation's curves
 * @param stops points of the learned curve that some willingness to pay prefers, cheapest first
 * @param defaultStop index of the stop whose cost is next to the main policy's
 * @param money what a thousand prompts cost with the main policy and without it
 */
record Derived(
    Optional<Integer> main,
    Optional<Integer> curve,
    List<Stop> stops,
    int defaultStop,
    Optional<Money> money,
    List<MarginChoice> margins,
    List<Claim> claims,
    Optional<BreakEven> breakEven) {
  /** A slider with more stops than this cannot be set by hand. */
  static final int MOST_STOPS = 60;

  private static final double[] MARGINS = {0, 0.005, 0.01, 0.02, 0.03, 0.05};
  private static final double[] CLAIMS = {0.2, 0.4, 0.6, 0.8, 0.9};

  /**
   * A stop of the willingness-to-pay slider.
   *
   * @param point index into the learned curve
   * @param willingness least USD per 1,000 prompts that one must be ready to pay for one more
   *     percentage point of quality to stand here
   * @param reduction cost reduction against the reference, without interval
   * @param mix share of prompts per candidate; empty when unknown
   */
  record Stop(
      int point,
      double willingness,
      double usdPer1k,
      double quality,
      Optional<Double> reduction,
      List<Double> mix) {}

  /** USD per 1,000 prompts on the shared prompts; the reduction is relative times reference. */
  record Money(double referencePer1k, double policyPer1k, Estimate reductionPer1k) {
    Estimate reduction(double thousands) {
      return scaled(reductionPer1k, thousands);
    }
  }

  /**
   * What a margin allows.
   *
   * @param policy index of the cheapest learned policy whose quality difference stays above minus
   *     the margin with its whole interval
   * @param curveReduction reduction at the cheapest point of the learned curve within the margin,
   *     read off the curve without interval
   */
  record MarginChoice(double margin, Optional<Integer> policy, Optional<Double> curveReduction) {}

  /**
   * The quality difference that the learned curve pays for a claimed reduction, if it gets there.
   */
  record Claim(double reduction, Optional<Double> qualityDifference) {}

  /**
   * Traffic after which the labels are paid for.
   *
   * @param labelUsd cost of every candidate answering every shared prompt once
   * @param requests labelUsd over the expected reduction per request
   * @param requestsAtWorst the same at the lower end of the interval; empty when that is not
   *     positive
   */
  record BreakEven(double labelUsd, double requests, Optional<Double> requestsAtWorst) {}

  Derived {
    stops = List.copyOf(stops);
    margins = List.copyOf(margins);
    claims = List.copyOf(claims);
  }

  static Derived of(Evaluation evaluation, Extras extras) {
    Optional<Integer> main = mainPolicy(evaluation);
    Optional<Integer> curve = learnedCurve(evaluation);
    Optional<PolicyResult> policy = main.map(evaluation.policies()::get);
    Optional<Money> money = policy.flatMap(found -> money(evaluation, found));
    Optional<Double> referenceQuality =
        policy.map(found -> found.quality().value() - found.qualityDifference().value());
    List<CurvePoint> points =
        curve.map(index -> evaluation.curves().get(index).points()).orElse(List.of());
    List<Stop> hull = stops(points, Hull.rising(points), extras, money);
    List<Stop> stops = stops(points, Hull.rising(points, MOST_STOPS), extras, money);
    return new Derived(
        main,
        curve,
        stops,
        defaultStop(stops, money),
        money,
        margins(evaluation, hull, referenceQuality),
        claims(hull, referenceQuality, money),
        money.flatMap(known -> breakEven(evaluation, known)));
  }

  private static Optional<Integer> mainPolicy(Evaluation evaluation) {
    return IntStream.range(0, evaluation.policies().size())
        .filter(index -> evaluation.policies().get(index).id().equals(evaluation.mainPolicy()))
        .boxed()
        .findFirst();
  }

  /** The learned curve named like the main policy, else the first one. */
  static Optional<Integer> learnedCurve(Evaluation evaluation) {
    List<CostQualityCurve> curves = evaluation.curves();
    return IntStream.range(0, curves.size())
        .filter(index -> curves.get(index).kind() == PolicyKind.LEARNED)
        .boxed()
        .min(
            Comparator.comparing(index -> !curves.get(index).id().equals(evaluation.mainPolicy())));
  }

  private static Optional<Money> money(Evaluation evaluation, PolicyResult policy) {
    if (policy.usdPer1k().isEmpty() || policy.saving().isEmpty()) {
      return Optional.empty();
    }
    double cost = policy.usdPer1k().get().value();
    Estimate relative = policy.saving().get();
    double reference =
        relative.value() < 1
            ? cost / (1 - relative.value())
            : referenceCost(evaluation).orElse(cost);
    return reference > 0
        ? Optional.of(new Money(reference, cost, scaled(relative, reference)))
        : Optional.empty();
  }

  private static Optional<Double> referenceCost(Evaluation evaluation) {
    return evaluation.candidates().stream()
        .filter(candidate -> candidate.id().equals(evaluation.reference()))
        .findFirst()
        .flatMap(CandidateResult::usdPer1k)
        .map(Estimate::value);
  }

  /** The same in another unit. */
  static Estimate scaled(Estimate estimate, double factor) {
    return new Estimate(
        estimate.value() * factor,
        estimate.low() * factor,
        estimate.high() * factor,
        estimate.confidence(),
        estimate.n(),
        estimate.method());
  }

  private static List<Stop> stops(
      List<CurvePoint> points, List<Integer> kept, Extras extras, Optional<Money> money) {
    List<Stop> stops = new ArrayList<>();
    Optional<CurvePoint> before = Optional.empty();
    for (int index : kept) {
      CurvePoint point = points.get(index);
      stops.add(
          new Stop(
              index,
              before.map(from -> Hull.price(from, point)).orElse(0.0),
              point.usdPer1k(),
              point.quality(),
              money.map(known -> 1 - point.usdPer1k() / known.referencePer1k()),
              extras.mixes().isEmpty() ? List.of() : extras.mixes().get(index)));
      before = Optional.of(point);
    }
    return stops;
  }

  private static int defaultStop(List<Stop> stops, Optional<Money> money) {
    double usd = money.map(Money::policyPer1k).orElse(Double.MAX_VALUE);
    return IntStream.range(0, stops.size())
        .boxed()
        .min(Comparator.comparingDouble(index -> Math.abs(stops.get(index).usdPer1k() - usd)))
        .orElse(0);
  }

  private static List<MarginChoice> margins(
      Evaluation evaluation, List<Stop> stops, Optional<Double> referenceQuality) {
    List<MarginChoice> choices = new ArrayList<>();
    for (double margin : MARGINS) {
      Optional<Double> reduction =
          referenceQuality.flatMap(
              quality ->
                  stops.stream()
                      .filter(stop -> stop.quality() >= quality - margin)
                      .findFirst()
                      .flatMap(Stop::reduction));
      choices.add(new MarginChoice(margin, cheapestWithin(evaluation, margin), reduction));
    }
    return choices;
  }

  private static Optional<Integer> cheapestWithin(Evaluation evaluation, double margin) {
    List<PolicyResult> policies = evaluation.policies();
    return IntStream.range(0, policies.size())
        .filter(index -> policies.get(index).kind() == PolicyKind.LEARNED)
        .filter(index -> policies.get(index).saving().isPresent())
        .filter(index -> policies.get(index).qualityDifference().low() >= -margin)
        .boxed()
        .max(
            Comparator.comparingDouble(
                index -> policies.get(index).saving().map(Estimate::value).orElse(0.0)));
  }

  private static List<Claim> claims(
      List<Stop> stops, Optional<Double> referenceQuality, Optional<Money> money) {
    List<Claim> claims = new ArrayList<>();
    if (stops.isEmpty() || referenceQuality.isEmpty() || money.isEmpty()) {
      return claims;
    }
    for (double reduction : CLAIMS) {
      double budget = (1 - reduction) * money.get().referencePer1k();
      double quality = referenceQuality.get();
      claims.add(new Claim(reduction, qualityAt(stops, budget).map(found -> found - quality)));
    }
    return claims;
  }

  /** Quality of the hull at a cost: between two stops, the chord that mixing them gives. */
  private static Optional<Double> qualityAt(List<Stop> stops, double usd) {
    if (usd < stops.getFirst().usdPer1k()) {
      return Optional.empty();
    }
    for (int index = 1; index < stops.size(); index++) {
      Stop from = stops.get(index - 1);
      Stop to = stops.get(index);
      if (usd < to.usdPer1k()) {
        double share = (usd - from.usdPer1k()) / (to.usdPer1k() - from.usdPer1k());
        return Optional.of(from.quality() + share * (to.quality() - from.quality()));
      }
    }
    return Optional.of(stops.getLast().quality());
  }

  private static Optional<BreakEven> breakEven(Evaluation evaluation, Money money) {
    Estimate perRequest = scaled(money.reductionPer1k(), 0.001);
    if (perRequest.value() <= 0) {
      return Optional.empty();
    }
    double labels =
        evaluation.candidates().stream()
            .flatMap(candidate -> candidate.usdPer1k().stream())
            .mapToDouble(cost -> cost.value() * evaluation.prompts() / 1000)
            .sum();
    Optional<Double> worst =
        perRequest.low() > 0 ? Optional.of(labels / perRequest.low()) : Optional.empty();
    return Optional.of(new BreakEven(labels, labels / perRequest.value(), worst));
  }
}
