package org.yardmaster.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;

final class SimulatedCandidatesTest {
  private static final Set<String> TASKS =
      Set.of(
          "intent-recognition",
          "extraction",
          "classification",
          "summarisation",
          "translation",
          "arithmetic",
          "multi-step-reasoning",
          "code-generation",
          "code-review",
          "function-calling",
          "long-context-qa",
          "creative-writing",
          "market-data-analysis",
          "onchain-data-analysis",
          "agent-tool-use");

  private static final SimulatedCandidates CAST = SimulatedCandidates.standard();

  @Test
  void everyCandidateIsMarkedSimulated() {
    assertThat(CAST.candidates()).hasSizeGreaterThanOrEqualTo(6).allMatch(Candidate::simulated);
  }

  @Test
  void everyCandidateHasAPriceWhoseSourceSaysSimulated() {
    List<Price> prices = CAST.prices();
    assertThat(prices.stream().map(Price::model).toList())
        .isEqualTo(CAST.candidates().stream().map(Candidate::model).toList());
    assertThat(prices).allMatch(price -> price.source().startsWith("simulated"));
  }

  @Test
  void listPricesSpanAtLeastFourHundredfold() {
    assertThat(spread(Price::inputNanoPerMillion)).isGreaterThanOrEqualTo(400);
    assertThat(spread(Price::outputNanoPerMillion)).isGreaterThanOrEqualTo(400);
  }

  private static double spread(ToDoubleFunction<Price> side) {
    DoubleSummaryStatistics statistics =
        CAST.prices().stream().mapToDouble(side).summaryStatistics();
    return statistics.getMax() / statistics.getMin();
  }

  @Test
  void everyTaskNamedIsOneOfTheBuiltInSet() {
    Set<String> named = new TreeSet<>();
    CAST.profiles().forEach(profile -> named.addAll(profile.tasks().keySet()));
    assertThat(TASKS).containsAll(named);
  }

  @Test
  void theBestOverallIsNotTheBestEverywhere() {
    SimulatedProfile best =
        CAST.profiles().stream()
            .max(Comparator.comparingDouble(SimulatedCandidatesTest::meanAbility))
            .orElseThrow();
    assertThat(TASKS)
        .anyMatch(
            task ->
                CAST.profiles().stream()
                    .anyMatch(other -> ability(other, task) > ability(best, task)));
  }

  private static double ability(SimulatedProfile profile, String task) {
    return profile.ability() + profile.tasks().getOrDefault(task, 0.0);
  }

  private static double meanAbility(SimulatedProfile profile) {
    return TASKS.stream().mapToDouble(task -> ability(profile, task)).average().orElseThrow();
  }

  @Test
  void saysWhichKeyIsMissingAndWhere() {
    assertThatThrownBy(
            () -> SimulatedCandidates.read("pricesValidFrom: \"2026-01-01\"\nprofiles: []"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("behaviour")
        .hasMessageContaining("line: 2");
  }

  @Test
  void aStyleNeedsAPlaceForTheAnswer() {
    assertThatThrownBy(() -> new AnswerStyle("", 0, "no slot", "", false, false, false, false))
        .hasMessageContaining("no slot");
  }

  @Test
  void anIdNeedsItsPrefix() {
    SimulatedProfile good = CAST.profiles().getFirst();
    assertThatThrownBy(
            () ->
                new SimulatedProfile(
                    "summit",
                    good.summary(),
                    good.price(),
                    0,
                    Map.of(),
                    Map.of(),
                    good.speed(),
                    good.mishaps(),
                    0,
                    good.style()))
        .hasMessageContaining("sim-");
  }
}
