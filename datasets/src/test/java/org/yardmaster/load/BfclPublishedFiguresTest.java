package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.testing.SharedData;

class BfclPublishedFiguresTest {
  private static Imported data;

  @BeforeAll
  static void read() {
    data =
        Importers.named("bfcl")
            .read(
                SharedData.require("bfcl"),
                RowPolicy.strict(),
                ImportOptions.STANDARD.withPrices(
                    PriceTableCsv.read(
                        SharedData.require("prices/price_table.csv"), RowPolicy.strict())))
            .getFirst();
  }

  private static List<Outcome> of(String candidate) {
    return data.outcomes().stream().filter(out -> out.candidateId().equals(candidate)).toList();
  }

  private static double quality(String candidate) {
    return of(candidate).stream()
        .mapToDouble(outcome -> ((Grade.Scored) outcome.grade()).value())
        .average()
        .orElseThrow();
  }

  private static double usd(String candidate) {
    return of(candidate).stream()
            .mapToLong(outcome -> ((Cost.Known) outcome.cost()).nanoUsd())
            .average()
            .orElseThrow()
        / 1e9;
  }

  @Test
  void everyConfigurationAnsweredEveryPrompt() {
    assertThat(data.samples()).hasSize(1_700);
    assertThat(data.candidates()).hasSize(27);
    assertThat(data.outcomes()).hasSize(1_700 * 27);
    assertThat(data.samples().stream().map(Sample::task).distinct()).hasSize(12);
  }

  @Test
  void qualityAndCostMeetTheKnownHeadroom() {
    assertThat(quality("gemini-1.5-flash-preview-0514")).isEqualTo(1_370 / 1_700.0);
    assertThat(usd("gemini-1.5-flash-preview-0514")).isCloseTo(2.1e-5, within(5e-7));
    assertThat(quality("claude-3-5-sonnet-20240620")).isEqualTo(1_539 / 1_700.0);
    assertThat(usd("claude-3-5-sonnet-20240620")).isCloseTo(2.2e-3, within(5e-5));
  }

  @Test
  void onlyTheSelfHostedModelsLackCostAndLatency() {
    Map<String, String> unpriced = new TreeMap<>();
    for (Outcome outcome : data.outcomes()) {
      if (outcome.cost() instanceof Cost.Unknown(String reason)) {
        unpriced.put(outcome.candidateId(), reason);
      }
    }
    assertThat(unpriced)
        .containsOnlyKeys(
            "meta-llama_Meta-Llama-3-70B-Instruct", "meta-llama_Meta-Llama-3-8B-Instruct");
    assertThat(data.outcomes())
        .filteredOn(outcome -> outcome.latency() instanceof Latency.Unmeasured)
        .hasSize(2 * 1_700);
  }

  @Test
  void goldCallsNameDefinedFunctionsButForOneKnownSlip() {
    List<Sample> withCalls =
        data.samples().stream().filter(sample -> sample.target() instanceof Target.Calls).toList();
    assertThat(withCalls).hasSize(200 + 200 + 200 + 400 + 100 + 50 + 240);
    assertThat(withCalls)
        .filteredOn(BfclPublishedFiguresTest::namesUndefinedFunction)
        .extracting(Sample::id)
        .containsExactly("parallel_multiple_function_179");
  }

  private static boolean namesUndefinedFunction(Sample sample) {
    Set<String> defined = names(sample.prompt().tools());
    return !defined.containsAll(names(((Target.Calls) sample.target()).canonical()));
  }

  private static Set<String> names(String json) {
    Set<String> names = new TreeSet<>();
    CanonicalJson.parse(json).forEach(entry -> names.add(entry.path("name").asText()));
    return names;
  }
}
