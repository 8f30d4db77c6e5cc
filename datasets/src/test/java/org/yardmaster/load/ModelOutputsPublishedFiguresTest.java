package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.testing.SharedData;

/** MMLU-Pro, ZeroEval and RouterArena as published. */
class ModelOutputsPublishedFiguresTest {
  private static Imported read(String format, String folder) {
    return Importers.named(format)
        .read(SharedData.require(folder), RowPolicy.strict(), ImportOptions.STANDARD)
        .getFirst();
  }

  private static double quality(List<Outcome> outcomes) {
    return outcomes.stream()
        .mapToDouble(outcome -> ((Grade.Scored) outcome.grade()).value())
        .average()
        .orElseThrow();
  }

  private static double usd(List<Outcome> outcomes) {
    return outcomes.stream()
            .mapToLong(outcome -> ((Cost.Known) outcome.cost()).nanoUsd())
            .average()
            .orElseThrow()
        / 1e9;
  }

  @Test
  void mmluProMeetsTheKnownHeadroomOnTheSharedRows() {
    Imported data = read("mmlu-pro", "mmlu_pro");
    assertThat(data.candidates()).hasSize(10);
    assertThat(data.samples()).hasSize(12_080);
    assertThat(data.samples().stream().map(Sample::task).distinct()).hasSize(14);
    Map<String, Set<String>> answeredBy = new HashMap<>();
    data.outcomes().stream()
        .filter(outcome -> !outcome.candidateId().equals("DeepSeek-Coder-V2"))
        .forEach(
            outcome ->
                answeredBy
                    .computeIfAbsent(outcome.sampleId(), id -> new HashSet<>())
                    .add(outcome.candidateId()));
    Set<String> complete =
        answeredBy.entrySet().stream()
            .filter(entry -> entry.getValue().size() == 9)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(complete).hasSize(11_919);
    Map<String, List<Outcome>> byCandidate =
        data.outcomes().stream()
            .filter(outcome -> complete.contains(outcome.sampleId()))
            .collect(Collectors.groupingBy(Outcome::candidateId));
    List<Outcome> cheapest = byCandidate.getOrDefault("gemini-1.5-flash-002", List.of());
    assertThat(quality(cheapest)).isCloseTo(.641, within(5e-4));
    assertThat(usd(cheapest)).isCloseTo(4.0e-5, within(5e-7));
    List<Outcome> best = byCandidate.getOrDefault("gpt4o", List.of());
    assertThat(quality(best)).isCloseTo(.723, within(5e-4));
    assertThat(usd(best)).isCloseTo(6.56e-3, within(5e-6));
  }

  @Test
  void zeroEvalIsCompleteAndPriced() {
    Imported data = read("zeroeval", "zeroeval");
    assertThat(data.samples()).hasSize(1_319 + 721 + 800);
    assertThat(data.candidates()).hasSize(16);
    assertThat(data.outcomes()).hasSize(1_319 * 14 + (721 + 800) * 16);
    assertThat(data.outcomes()).allMatch(outcome -> outcome.cost() instanceof Cost.Known);
    assertThat(data.samples())
        .filteredOn(sample -> sample.target() instanceof Target.Numeric)
        .hasSize(1_319 + 719);
  }

  @Test
  void routerArenaHasThePublishedQualityAndCost() {
    Imported data = read("routerarena", "routerarena");
    assertThat(data.samples()).hasSize(809);
    assertThat(data.candidates())
        .extracting(Candidate::id)
        .containsExactly("claude-3-haiku-20240307", "gemini-2.0-flash-001");
    Map<String, List<Outcome>> byCandidate =
        data.outcomes().stream().collect(Collectors.groupingBy(Outcome::candidateId));
    List<Outcome> claude = byCandidate.getOrDefault("claude-3-haiku-20240307", List.of());
    List<Outcome> gemini = byCandidate.getOrDefault("gemini-2.0-flash-001", List.of());
    assertThat(quality(claude)).isCloseTo(.5234, within(5e-5));
    assertThat(usd(claude) * 1000).isCloseTo(.1760, within(5e-5));
    assertThat(quality(gemini)).isCloseTo(.6901, within(5e-5));
    assertThat(usd(gemini) * 1000).isCloseTo(.0475, within(5e-5));
    assertThat(data.samples())
        .filteredOn(sample -> sample.labels().containsKey("totalTokensDisagree"))
        .hasSize(374);
  }

  @Test
  void equalQuestionsOfTwoDataSetsShareAGroup() {
    Set<String> groups =
        read("zeroeval", "zeroeval").samples().stream()
            .filter(sample -> sample.task().equals("gsm"))
            .map(Sample::groupId)
            .collect(Collectors.toSet());
    assertThat(read("routellm", "routellm/gsm8k").samples())
        .allMatch(sample -> groups.contains(sample.groupId()));
  }
}
