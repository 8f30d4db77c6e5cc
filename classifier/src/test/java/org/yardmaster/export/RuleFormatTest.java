package org.yardmaster.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Policy;
import org.yardmaster.provenance.CanonicalJson;

class RuleFormatTest {
  private static final Policy POLICY = MadePolicy.of(11);
  private static final List<Sample> SAMPLES = DistillerTest.samples(600);
  private static final Distiller DISTILLER = new Distiller(POLICY, SAMPLES);

  private static String text(ExportFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  private static Rules rules(RuleFormat format) {
    return format.distil(POLICY, TierFitTest.table(SAMPLES), 8, TierFitTest.cohorts(SAMPLES));
  }

  private static ExportFile config(RuleFormat format) {
    return format.write(POLICY, rules(format), "loses little").getFirst();
  }

  @ParameterizedTest
  @EnumSource(RuleFormat.class)
  void theSamePolicyAndPromptsGiveTheSameBytes(RuleFormat format) {
    assertThat(config(format).bytes()).isEqualTo(config(format).bytes());
  }

  @ParameterizedTest
  @EnumSource(RuleFormat.class)
  void everyExportSaysWhereItCameFromAndWhatItLoses(RuleFormat format) {
    List<ExportFile> files = format.write(POLICY, rules(format), "loses little");
    JsonNode origin = CanonicalJson.parse(text(files.getLast()));
    assertThat(origin.path("policyDigest").asText()).isEqualTo(Origin.digest(POLICY));
    assertThat(origin.path("distillation").asText()).isEqualTo("loses little");
    assertThat(origin.path("proof").asText()).isEqualTo(format.proof().words());
    assertThat(origin.path("simulated").asText()).isEqualTo("false");
  }

  @Test
  void everyPromptSatisfiesTheSemanticRoutersDecisionOfItsLeafAndNoOther() throws IOException {
    Rules.Tree tree = DISTILLER.tree(8);
    assertThat(tree.size()).isGreaterThan(3);
    JsonNode routing =
        new YAMLMapper()
            .readTree(text(RuleFormat.VLLM_SR.write(POLICY, tree, "").getFirst()))
            .path("routing");
    for (Sample sample : SAMPLES) {
      Map<String, Boolean> signals = signals(routing, sample.prompt().routingText());
      List<String> chosen = new ArrayList<>();
      for (JsonNode decision : routing.path("decisions")) {
        if (holds(decision.path("rules"), signals)) {
          chosen.add(decision.path("modelRefs").path(0).path("model").asText());
        }
      }
      assertThat(chosen).containsExactly(POLICY.candidates().get(tree.choose(sample)).id());
    }
  }

  private static Map<String, Boolean> signals(JsonNode routing, String text) {
    Map<String, Boolean> signals = new HashMap<>();
    for (JsonNode keyword : routing.path("signals").path("keywords")) {
      signals.put(
          keyword.path("name").asText(),
          Pattern.compile(keyword.path("keywords").path(0).asText()).matcher(text).find());
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    for (JsonNode mapping : routing.path("projections").path("mappings")) {
      for (JsonNode output : mapping.path("outputs")) {
        boolean holds =
            output.has("gt")
                ? bytes > output.path("gt").asInt()
                : bytes <= output.path("lte").asInt();
        signals.put(output.path("name").asText(), holds);
      }
    }
    return signals;
  }

  private static boolean holds(JsonNode rule, Map<String, Boolean> signals) {
    return switch (rule.path("operator").asText("signal")) {
      case "AND" -> stream(rule).allMatch(condition -> holds(condition, signals));
      case "NOT" -> stream(rule).noneMatch(condition -> holds(condition, signals));
      default -> signals.getOrDefault(rule.path("name").asText(), false);
    };
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode rule) {
    return java.util.stream.StreamSupport.stream(rule.path("conditions").spliterator(), false);
  }

  @Test
  void theGatewaysOfTaskTablesAgreeWithEachOther() {
    Rules.TaskTable table = DISTILLER.taskTable();
    JsonNode portkey =
        CanonicalJson.parse(text(RuleFormat.PORTKEY.write(POLICY, table, "").getFirst()));
    JsonNode openRouter =
        CanonicalJson.parse(text(RuleFormat.OPENROUTER.write(POLICY, table, "").getFirst()));
    for (JsonNode target : portkey.path("targets")) {
      List<String> models = new ArrayList<>();
      target
          .path("targets")
          .forEach(
              model ->
                  models.add(
                      model.path("provider").asText()
                          + "/"
                          + model.path("override_params").path("model").asText()));
      List<String> ranked = new ArrayList<>();
      openRouter
          .path("requests")
          .path(target.path("name").asText())
          .path("models")
          .forEach(model -> ranked.add(model.asText()));
      assertThat(models).isEqualTo(ranked).isNotEmpty();
    }
  }

  @Test
  void routerArenaGetsItsPromptsBackInItsOwnOrder() {
    JsonNode data =
        CanonicalJson.parse(
            """
            [{"global index":"b_2","prompt":"short","prompt_formatted":"What is 2 + 2?"},
             {"global index":"a_1","prompt":"Name a prime."}]
            """);
    List<ExportFile> files = RouterArenaExport.write(POLICY, "yard", data);
    JsonNode predictions = CanonicalJson.parse(text(files.get(1)));
    assertThat(files.get(1).name()).isEqualTo("predictions/yard.json");
    assertThat(predictions.path(0).path("global index").asText()).isEqualTo("b_2");
    assertThat(predictions.path(0).path("prompt").asText()).isEqualTo("What is 2 + 2?");
    assertThat(predictions.path(1).path("prompt").asText()).isEqualTo("Name a prime.");
    assertThat(predictions.path(0).path("accuracy").isNull()).isTrue();
    assertThat(CanonicalJson.parse(text(files.getFirst())).at("/pipeline_params/models").toString())
        .contains(predictions.path(0).path("prediction").asText());
  }
}
