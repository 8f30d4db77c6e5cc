package org.yardmaster.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Policy;
import org.yardmaster.export.TierArtifact.Count;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

class TierFitTest {
  private static final Policy POLICY = MadePolicy.of(11);
  private static final List<Sample> SAMPLES = DistillerTest.samples(600);

  /**
   * The small candidate is right on prose, the middle one on all but every fifth, the large one.
   */
  static OutcomeTable table(List<Sample> samples) {
    double[][] quality = new double[3][samples.size()];
    for (int row = 0; row < samples.size(); row++) {
      quality[0][row] = samples.get(row).task().equals("prose") ? 1 : 0;
      quality[1][row] = row % 5 == 0 ? 0 : 1;
      quality[2][row] = 1;
    }
    double[][] known = new double[3][samples.size()];
    Arrays.stream(known).forEach(column -> Arrays.fill(column, 1));
    List<Candidate> candidates =
        POLICY.candidates().stream().map(model -> Candidate.recorded(model.id())).toList();
    return new OutcomeTable("made", samples, candidates, quality, known, known, known, known);
  }

  static Map<String, Cohort> cohorts(List<Sample> samples) {
    return samples.stream()
        .collect(
            Collectors.toMap(
                Sample::id,
                sample ->
                    new Cohort(
                        sample.task(), sample.task() + sample.prompt().routingText().length())));
  }

  private static TierArtifact handMade() {
    return new TierArtifact(
        List.of(new Count(610, 1000), new Count(700, 1000), new Count(790, 1000), Count.NONE),
        Map.of("writing", List.of(new Count(90, 100), new Count(10, 100), Count.NONE, Count.NONE)),
        Map.of("long", List.of(new Count(8, 40), Count.NONE, Count.NONE, Count.NONE)),
        0.75);
  }

  @Test
  void aTierIsDrawnFromAllPromptsTowardsItsTypeAndItsCohort() {
    double all = 611.0 / 1002;
    double type = (90 + 200 * all) / 300;
    double[] probabilities = handMade().probabilities(new Cohort("writing", "long"));
    assertThat(probabilities[0]).isEqualTo((8 + 20 * type) / 60, within(1e-12));
    assertThat(probabilities[1])
        .as("no lower than the tier before, whatever the counts say")
        .isEqualTo(Math.max(probabilities[0], (10 + 200 * (701.0 / 1002)) / 300), within(1e-12));
    assertThat(handMade().probabilities(new Cohort("other", "other"))[0])
        .isEqualTo(all, within(1e-12));
  }

  @Test
  void theFirstTierThatReachesTheThresholdServesAndElseTheLast() {
    assertThat(handMade().tier(new Cohort("other", "other"))).isEqualTo(2);
    assertThat(handMade().with(0.5).tier(new Cohort("other", "other"))).isZero();
    assertThat(handMade().with(0.99).tier(new Cohort("other", "other"))).isEqualTo(3);
  }

  @Test
  void noOtherThresholdIsWorthMoreOnThePromptsOfTheFit() {
    Distiller distiller = new Distiller(POLICY, SAMPLES);
    Rules.Tiers fitted = new TierFit(POLICY, table(SAMPLES), cohorts(SAMPLES)).fit(distiller);
    double worth = distiller.expectedUtility(fitted);
    for (double threshold = 0; threshold <= 1; threshold += 0.01) {
      assertThat(distiller.expectedUtility(fitted.with(threshold))).isLessThanOrEqualTo(worth);
    }
    assertThat(fitted.artifact().everywhere().getFirst()).isEqualTo(new Count(400, 600));
    assertThat(fitted.artifact().types().getOrDefault("code", List.of()))
        .startsWith(new Count(0, 200));
  }

  @Test
  void theArtifactIsWrittenAsLiteLlmNamesItsFieldsAndLeavesOutWhatWasNeverSeen() {
    JsonNode json = handMade().json();
    assertThat(json.path("schema_version").asInt()).isEqualTo(1);
    assertThat(json.path("routing_threshold").asDouble()).isEqualTo(0.75);
    assertThat(json.path("global_statistics")).hasSize(3);
    assertThat(json.path("domain_statistics").path(1).toString())
        .isEqualTo(
            "{\"tier\":2,\"request_type\":\"writing\",\"successes\":10,\"observations\":100}");
    assertThat(json.path("cohort_statistics").path(0).path("cohort").asText()).isEqualTo("long");
  }

  @Test
  void aPromptWithoutACohortIsNamed() {
    assertThatThrownBy(() -> new TierFit(POLICY, table(SAMPLES), Map.of()))
        .hasMessageContaining("sample (s0)")
        .hasMessageContaining("litellm-cohorts");
  }
}
