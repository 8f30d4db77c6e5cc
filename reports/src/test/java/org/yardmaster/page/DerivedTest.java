package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.Verdict;
import org.yardmaster.stats.Estimate;

/** Hand-worked: a reference of 10 USD at quality 0.9, a policy of 4 USD at 0.895. */
class DerivedTest {
  private static final List<CurvePoint> CURVE =
      List.of(
          new CurvePoint(1, 0.5),
          new CurvePoint(2, 0.7),
          new CurvePoint(3, 0.72),
          new CurvePoint(4, 0.9),
          new CurvePoint(10, 0.93));

  static Evaluation evaluation(boolean priced) {
    return new Evaluation(
        "worked",
        "by hand",
        500,
        1,
        false,
        "dear",
        0.01,
        "router",
        Verdict.ROUTE,
        "",
        List.of(candidate("cheap", 1, 0.5, priced), candidate("dear", 10, 0.9, priced)),
        List.of(
            new PolicyResult(
                "router",
                PolicyKind.LEARNED,
                estimate(0.895, 0.01),
                estimate(-0.005, 0.004),
                priced ? Optional.of(estimate(4, 0.2)) : Optional.empty(),
                priced ? Optional.of(estimate(0.6, 0.05)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(0.5, 0.5),
                "")),
        priced ? List.of(new CostQualityCurve("router", PolicyKind.LEARNED, CURVE)) : List.of(),
        List.of(),
        List.of());
  }

  private static CandidateResult candidate(String id, double cost, double quality, boolean priced) {
    return new CandidateResult(
        id,
        false,
        estimate(quality, 0.01),
        priced ? Optional.of(estimate(cost, 0.1)) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private static Estimate estimate(double value, double half) {
    return new Estimate(value, value - half, value + half, 0.95, 500, "by hand");
  }

  private static final Derived DERIVED = Derived.of(evaluation(true), Extras.NONE);

  @Test
  void stopsAreTheHullWithTheirPrices() {
    assertThat(DERIVED.stops()).extracting(Derived.Stop::point).containsExactly(0, 1, 3, 4);
    assertThat(DERIVED.stops().get(1).willingness()).isCloseTo(0.05, within(1e-12));
    assertThat(DERIVED.stops().get(2).willingness()).isCloseTo(0.1, within(1e-12));
    assertThat(DERIVED.stops().get(3).willingness()).isCloseTo(2, within(1e-12));
    assertThat(DERIVED.stops().get(2).reduction())
        .hasValueSatisfying(value -> assertThat(value).isCloseTo(0.6, within(1e-12)));
    assertThat(DERIVED.defaultStop()).isEqualTo(2);
  }

  @Test
  void moneyAddsUp() {
    Derived.Money money = DERIVED.money().orElseThrow();
    assertThat(money.referencePer1k()).isCloseTo(10, within(1e-12));
    assertThat(money.reductionPer1k().value()).isCloseTo(6, within(1e-12));
    assertThat(money.reduction(1000).low()).isCloseTo(5500, within(1e-9));
  }

  @Test
  void marginsAskForTheWholeInterval() {
    assertThat(DERIVED.margins())
        .filteredOn(choice -> choice.policy().isPresent())
        .extracting(Derived.MarginChoice::margin)
        .containsExactly(0.01, 0.02, 0.03, 0.05);
  }

  @Test
  void claimsAreReadOffTheChords() {
    Derived.Claim eighty = DERIVED.claims().get(3);
    assertThat(eighty.reduction()).isEqualTo(0.8);
    assertThat(eighty.qualityDifference())
        .hasValueSatisfying(value -> assertThat(value).isCloseTo(-0.2, within(1e-12)));
    Derived.Claim forty = DERIVED.claims().get(1);
    assertThat(forty.qualityDifference())
        .hasValueSatisfying(value -> assertThat(value).isCloseTo(0.01, within(1e-12)));
  }

  @Test
  void labelsPayForThemselvesAfterTheWorkedTraffic() {
    Derived.BreakEven breakEven = DERIVED.breakEven().orElseThrow();
    assertThat(breakEven.labelUsd()).isCloseTo(5.5, within(1e-12));
    assertThat(breakEven.requests()).isCloseTo(5.5 / 0.006, within(1e-9));
    assertThat(breakEven.requestsAtWorst())
        .hasValueSatisfying(value -> assertThat(value).isCloseTo(1000, within(1e-9)));
  }

  @Test
  void mixesOfAnotherLengthThanTheCurveAreRefused() {
    Extras extras = Extras.ofMixes(List.of(List.of(0.5, 0.5)));
    assertThatThrownBy(() -> new DatasetReport(evaluation(true), Optional.empty(), extras))
        .hasMessageContaining("has 1 mixes for a learned curve of 5 points");
  }

  @Test
  void withoutPricesNothingIsDerivedAndThePageStillStands() throws Exception {
    Evaluation evaluation = evaluation(false);
    Derived derived = Derived.of(evaluation, Extras.NONE);
    assertThat(derived.money()).isEmpty();
    assertThat(derived.stops()).isEmpty();
    ReportInput input =
        ReportFixture.input(List.of(new DatasetReport(evaluation, Optional.empty(), Extras.NONE)));
    assertThat(Page.read(ReportPage.html(input)).elements("data")).isNotEmpty();
    assertThat(ReportMarkdown.text(input)).contains("## worked: Route");
    assertThat(ReportCsv.tables(input)).containsKey("d1-policies.csv");
  }

  @Property(seed = "20260101", tries = 300)
  void noPointLiesAboveTheHull(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 10) Double> numbers) {
    List<CurvePoint> points =
        java.util.stream.IntStream.range(0, numbers.size())
            .mapToObj(index -> new CurvePoint((index * 7 % 11) + 0.5, numbers.get(index) / 10))
            .toList();
    List<Integer> hull = Hull.rising(points);
    for (CurvePoint point : points) {
      assertThat(point.quality()).isLessThanOrEqualTo(height(points, hull, point) + 1e-9);
    }
  }

  private static double height(List<CurvePoint> points, List<Integer> hull, CurvePoint at) {
    for (int index = 1; index < hull.size(); index++) {
      CurvePoint from = points.get(hull.get(index - 1));
      CurvePoint to = points.get(hull.get(index));
      if (at.usdPer1k() <= to.usdPer1k()) {
        double share = (at.usdPer1k() - from.usdPer1k()) / (to.usdPer1k() - from.usdPer1k());
        return from.quality() + share * (to.quality() - from.quality());
      }
    }
    return points.get(hull.getLast()).quality();
  }

  @Test
  void aMarginAndFlippedGradesFollowFromTheInterval() {
    Sensitivity found = Sensitivity.of(evaluation(true), Extras.NONE);
    assertThat(found.neededMargin())
        .hasValueSatisfying(margin -> assertThat(margin).isCloseTo(0.009, within(1e-12)));
    Sensitivity.Flip fifth = found.flips().getLast();
    assertThat(fifth.rate()).isEqualTo(0.2);
    assertThat(fifth.difference().value()).isCloseTo(-0.005 / 0.6, within(1e-12));
    assertThat(found.dearest())
        .hasValueSatisfying(
            dearest -> {
              assertThat(dearest.candidate()).isEqualTo("dear");
              assertThat(dearest.reduction()).isCloseTo(0.6, within(1e-12));
            });
    assertThat(found.prices()).isEmpty();
    assertThat(found.p50Change()).isEmpty();
  }
}
