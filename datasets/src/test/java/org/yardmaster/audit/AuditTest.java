package org.yardmaster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yardmaster.audit.Samples.outcome;
import static org.yardmaster.audit.Samples.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provenance.Digest;

class AuditTest {
  private static final Grade RIGHT = Grade.Scored.published(1);

  private static Map<FindingKind, Long> counts(AuditedSet... sets) {
    return Audit.of(List.of(sets), AuditSpec.STANDARD).stream()
        .collect(Collectors.toMap(Finding::kind, Finding::count, Long::sum));
  }

  private static String question(int number) {
    return "What is meant by %s?".formatted(Digest.sha256Hex("question " + number));
  }

  private static AuditedSet set(List<Outcome> outcomes, String... sampleIds) {
    List<Sample> samples =
        IntStream.range(0, sampleIds.length)
            .mapToObj(index -> sample(sampleIds[index], question(index), PublishedSplit.NONE))
            .toList();
    return new AuditedSet("set", samples, outcomes);
  }

  @Test
  void findsAQuarterOfTheTestPromptsInTheTrainingFile() {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      samples.add(sample("train-" + index, question(index), PublishedSplit.TRAIN));
    }
    for (int index = 0; index < 20; index++) {
      int number = index < 5 ? index : 100 + index;
      samples.add(sample("test-" + index, question(number), PublishedSplit.TEST));
    }
    List<Finding> findings =
        Audit.leaks(
            List.of(new AuditedSet("leaky", samples, List.of())),
            new AuditSpec(AuditSpec.STANDARD.splitter(), 0.8, 0.9, 2));
    assertThat(findings)
        .filteredOn(finding -> finding.kind() == FindingKind.PUBLISHED_SPLIT_LEAK_EXACT)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.count()).isEqualTo(5);
              assertThat(finding.message()).contains("5 of 20 published test prompts");
              assertThat(finding.examples()).containsExactly("test-0", "test-1");
              assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
            });
  }

  @Test
  void findsTheLeakBetweenTwoPublishedFiles(@TempDir Path folder) throws IOException {
    for (String split : List.of("train", "test")) {
      int first = split.equals("train") ? 0 : 30;
      List<String> lines =
          IntStream.range(first, first + 40)
              .mapToObj(number -> "{\"query\": \"%s\"}".formatted(question(number)))
              .toList();
      Files.write(folder.resolve("query_" + split + ".jsonl"), lines);
    }
    Imported data =
        Importers.named("llmrouter")
            .read(folder, RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst();
    assertThat(counts(new AuditedSet(data.id(), data.samples(), data.outcomes())))
        .containsEntry(FindingKind.PUBLISHED_SPLIT_LEAK_EXACT, 10L)
        .containsEntry(FindingKind.PUBLISHED_SPLIT_LEAK_NEAR, 10L);
  }

  @Test
  void findsPromptsOfOneDataSetInAnother() {
    AuditedSet left =
        new AuditedSet("a", List.of(sample("1", question(1), PublishedSplit.NONE)), List.of());
    AuditedSet right =
        new AuditedSet(
            "b",
            List.of(
                sample("1", "WHAT" + question(1).substring(4), PublishedSplit.NONE),
                sample("2", question(1) + " Say so.", PublishedSplit.NONE)),
            List.of());
    Map<FindingKind, Long> counts = counts(left, right);
    assertThat(counts)
        .containsEntry(FindingKind.DATASET_OVERLAP_EXACT, 1L)
        .containsEntry(FindingKind.DATASET_OVERLAP_NEAR, 1L);
  }

  @Test
  void samplesOfOneGroupAreNoNearDuplicates() {
    Sample first = sample("1", question(1), PublishedSplit.NONE);
    Sample turn =
        new Sample(
            "2",
            Prompt.of(question(1) + " Again?"),
            first.target(),
            "task",
            first.groupId(),
            PublishedSplit.NONE,
            Map.of());
    assertThat(counts(new AuditedSet("set", List.of(first, turn), List.of()))).isEmpty();
  }

  @Test
  void findsSuccessesThatCostNothing() {
    Usage some = Usage.Tokens.measured(5, 5);
    List<Outcome> outcomes =
        List.of(
            outcome("a", 0, some, RIGHT, 0),
            outcome("b", 0, Usage.Tokens.measured(0, 0), RIGHT, 7),
            outcome("c", 0, some, Grade.Scored.published(0), 0),
            outcome("d", 0, some, RIGHT, 7));
    assertThat(counts(set(outcomes, "a", "b", "c", "d")))
        .isEqualTo(Map.of(FindingKind.ZERO_COST_SUCCESS, 2L));
  }

  @Test
  void findsTokenCountsThatNeverVaryUnlessEstimated() {
    String[] ids = IntStream.range(0, 25).mapToObj(String::valueOf).toArray(String[]::new);
    List<Outcome> counted =
        IntStream.range(0, 25)
            .mapToObj(i -> outcome(ids[i], 0, Usage.Tokens.measured(100, i + 1), RIGHT, 1))
            .toList();
    assertThat(counts(set(counted, ids))).isEqualTo(Map.of(FindingKind.CONSTANT_TOKENS, 25L));
    List<Outcome> estimated =
        IntStream.range(0, 25)
            .mapToObj(i -> outcome(ids[i], 0, new Usage.Tokens(9, 0, 1, 0, true), RIGHT, 1))
            .toList();
    assertThat(counts(set(estimated, ids))).isEmpty();
  }

  @Test
  void findsLabelsThatFlipBetweenTrials() {
    Usage usage = Usage.Tokens.measured(5, 5);
    List<Outcome> outcomes =
        List.of(
            outcome("a", 0, usage, RIGHT, 1),
            outcome("a", 1, usage, Grade.Scored.published(0), 1),
            outcome("b", 0, usage, RIGHT, 1),
            outcome("b", 1, usage, RIGHT, 1));
    assertThat(counts(set(outcomes, "a", "b"))).isEqualTo(Map.of(FindingKind.LABEL_FLIPS, 1L));
  }

  @Test
  void findsScoresOutsideTheirScale() {
    Grade below = new Grade.Scored("published", 0, -0.1, 0, 1, "", "");
    List<Outcome> outcomes = List.of(outcome("a", 0, Usage.Tokens.measured(5, 5), below, 1));
    assertThat(counts(set(outcomes, "a"))).isEqualTo(Map.of(FindingKind.QUALITY_OUT_OF_RANGE, 1L));
  }

  @Test
  void findsAnswersThatTookNoTime() {
    Outcome known = outcome("a", 0, Usage.Tokens.measured(5, 5), RIGHT, 1);
    Outcome timeless =
        new Outcome(
            "set",
            "a",
            "model",
            0,
            known.completion(),
            RIGHT,
            new Cost.Known(1),
            new Latency.Measured(0, 0));
    assertThat(counts(set(List.of(timeless), "a"))).isEqualTo(Map.of(FindingKind.ZERO_LATENCY, 1L));
  }

  @Test
  void findsCandidatesBelowTheCoverageFloor() {
    Usage usage = Usage.Tokens.measured(5, 5);
    List<Outcome> outcomes =
        List.of(
            outcome("a", 0, usage, RIGHT, 1),
            outcome("b", 0, usage, new Grade.Unscored("x", "failed"), 1));
    assertThat(counts(set(outcomes, "a", "b"))).isEqualTo(Map.of(FindingKind.LOW_COVERAGE, 1L));
  }

  @Test
  void ungradedDataHasNoCoverageToMiss() {
    List<Outcome> outcomes =
        List.of(outcome("a", 0, Usage.Tokens.measured(1, 2), new Grade.Unscored("x", "later"), 1));
    assertThat(counts(set(outcomes, "a", "b"))).isEmpty();
  }
}
