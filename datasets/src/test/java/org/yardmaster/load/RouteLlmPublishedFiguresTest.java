package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.testing.SharedData;

/** The figures that were published with the data hold to the last digit. */
class RouteLlmPublishedFiguresTest {
  private static final String STRONG = "gpt-4-1106-preview";
  private static final String WEAK = "mistralai/Mixtral-8x7B-Instruct-v0.1";

  private record Counts(int both, int strongOnly, int weakOnly, int none) {
    int prompts() {
      return both + strongOnly + weakOnly + none;
    }
  }

  private static Imported read(String folder, ImportOptions options) {
    return Importers.named("routellm")
        .read(SharedData.require("routellm/" + folder), RowPolicy.strict(), options)
        .getFirst();
  }

  private static Counts counts(Imported data) {
    Map<String, Integer> right = new HashMap<>();
    for (Outcome outcome : data.outcomes()) {
      int weight = outcome.candidateId().equals(STRONG) ? 2 : 1;
      right.merge(outcome.sampleId(), quality(outcome) > 0 ? weight : 0, Integer::sum);
    }
    int[] counts = new int[4];
    right.values().forEach(value -> counts[value]++);
    return new Counts(counts[3], counts[2], counts[1], counts[0]);
  }

  private static double quality(Outcome outcome) {
    return outcome.grade() instanceof Grade.Scored scored ? scored.value() : Double.NaN;
  }

  private static double percentRight(Imported data, String candidate) {
    List<Outcome> own =
        data.outcomes().stream().filter(out -> out.candidateId().equals(candidate)).toList();
    double right = own.stream().filter(outcome -> quality(outcome) > 0).count();
    return right / own.size() * 100;
  }

  private static double usdPerPrompt(Imported data, String candidate) {
    return data.outcomes().stream()
            .filter(outcome -> outcome.candidateId().equals(candidate))
            .mapToLong(outcome -> ((Cost.Known) outcome.cost()).nanoUsd())
            .average()
            .orElseThrow()
        / 1e9;
  }

  @Test
  void mmluHasThePublishedSubset() {
    Imported data = read("mmlu", ImportOptions.STANDARD);
    Counts counts = counts(data);
    assertThat(counts).isEqualTo(new Counts(8_816, 2_496, 742, 1_983));
    assertThat(counts.prompts()).isEqualTo(14_037);
    assertThat(percentRight(data, WEAK)).isEqualTo(68.09147253686685);
    assertThat(percentRight(data, STRONG)).isEqualTo(80.58702001852248);
    assertThat((1 - 1_983 / 14_037.0) * 100).isEqualTo(85.87304979696516);
    assertThat(data.samples().stream().map(Sample::task).distinct()).hasSize(57);
    assertThat(data.refused()).isZero();
  }

  @Test
  void gsm8kHasThePublishedSubset() {
    Imported data = read("gsm8k", ImportOptions.STANDARD);
    Counts counts = counts(data);
    assertThat(counts).isEqualTo(new Counts(739, 382, 94, 92));
    assertThat(counts.prompts()).isEqualTo(1_307);
    assertThat(percentRight(data, WEAK)).isEqualTo(63.733741392501905);
    assertThat(percentRight(data, STRONG)).isEqualTo(85.76893649579189);
    assertThat((1 - 92 / 1_307.0) * 100).isEqualTo(92.96097934200459);
  }

  @Test
  void allRowsBringTheRestLabelled() {
    Imported mmlu = read("mmlu", ImportOptions.STANDARD.withAllRows());
    Imported gsm8k = read("gsm8k", ImportOptions.STANDARD.withAllRows());
    assertThat(mmlu.samples()).hasSize(14_042);
    assertThat(gsm8k.samples()).hasSize(1_319);
    assertThat(mmlu.samples()).filteredOn(sample -> !sample.labels().isEmpty()).hasSize(5);
    assertThat(gsm8k.samples()).filteredOn(sample -> !sample.labels().isEmpty()).hasSize(12);
  }

  @Test
  void mtBenchHasTwoTurnsPerQuestionAndEveryAnswer() {
    Imported published = read("mt_bench", ImportOptions.STANDARD);
    Imported all = read("mt_bench", ImportOptions.STANDARD.withAllRows());
    assertThat(published.samples()).hasSize(144);
    assertThat(all.samples()).hasSize(160);
    assertThat(all.samples().stream().map(Sample::groupId).distinct()).hasSize(80);
    assertThat(all.outcomes())
        .hasSize(320)
        .allMatch(outcome -> outcome.completion() instanceof Completion.Completed);
  }

  @Test
  void oneFolderBringsAllThree() {
    List<Imported> all =
        Importers.named("routellm")
            .read(SharedData.require("routellm"), RowPolicy.strict(), ImportOptions.STANDARD);
    assertThat(all)
        .extracting(Imported::id)
        .containsExactly("routellm-mmlu", "routellm-gsm8k", "routellm-mtbench");
  }

  @Test
  void estimatedCostsAreOfThePublishedOrder() {
    Imported mmlu = read("mmlu", ImportOptions.STANDARD);
    assertThat(usdPerPrompt(mmlu, STRONG) / usdPerPrompt(mmlu, WEAK)).isBetween(16.0, 18.0);
    assertThat(usdPerPrompt(mmlu, STRONG)).isBetween(1e-3, 2e-3);
  }
}
