package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.export.MadePolicy;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provenance.CanonicalJson;

class ExportCommandTest {
  @TempDir private Path folder;

  private Path policy(long seed) throws IOException {
    Path file = folder.resolve("policy-" + seed + ".yard");
    PolicyFile.write(MadePolicy.of(seed), file);
    return file;
  }

  @Test
  void everyListedFormatSaysHowFarItIsProved() {
    JsonNode formats = CommandLineRun.of("export", "--list", "--json").json().path("formats");
    assertThat(formats).hasSizeGreaterThan(10);
    formats.forEach(
        format ->
            assertThat(format.path("proof").asText())
                .isIn("replayed", "schema-valid", "documented only"));
    assertThat(CommandLineRun.of("export", "--list").out()).contains("onnx", "documented only");
  }

  @Test
  void anExportThatAgreesIsReportedBesideItself() throws IOException {
    Path policy = policy(1);
    Path graph = folder.resolve("out").resolve("policy.onnx");
    CommandLineRun.of("export", "--policy", policy, "--to", "onnx", "--out", graph, "--json")
        .json();
    JsonNode found =
        CommandLineRun.of("export", "verify", graph, "--policy", policy, "--prompts", 90, "--json")
            .json();
    assertThat(found.path("disagreements").asInt()).isZero();
    assertThat(found.path("prompts").asInt()).isEqualTo(90);
    JsonNode report =
        CanonicalJson.parse(Files.readString(graph.resolveSibling("policy.onnx.agreement.json")));
    assertThat(report.path("promptsDigest").asText()).hasSize(64);
    assertThat(report.path("policyDigest")).isEqualTo(found.path("policyDigest"));
  }

  @Test
  void anExportOfAnotherPolicyFails() throws IOException {
    Path json = folder.resolve("policy.json");
    CommandLineRun.of("export", "--policy", policy(2), "--to", "yard-json", "--out", json, "--json")
        .json();
    CommandLineRun run =
        CommandLineRun.of("export", "verify", json, "--policy", policy(1), "--prompts", 50);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("differs");
  }

  @Test
  void rulesAreWrittenWithWhatTheyLose() throws IOException {
    Path database = ToyLab.create(folder, 300);
    Path policy = folder.resolve("toy.yard");
    CommandLineRun.of("train", "--dataset", ToyLab.ID, "--db", database, "--out", policy, "--json")
        .json();
    Path out = folder.resolve("portkey");
    JsonNode run =
        CommandLineRun.of(
                "export",
                "--policy",
                policy,
                "--to",
                "portkey",
                "--dataset",
                ToyLab.ID,
                "--db",
                database,
                "--out",
                out,
                "--json")
            .json();
    assertThat(run.path("distillation").asText()).contains("rules agree with the policy on", "[");
    assertThat(Files.readString(out.resolve("origin.json"))).contains("rules agree");
    assertThat(Files.readString(out.resolve("config.json"))).contains("metadata.task", "spelling");
  }

  @Test
  void liteLlmsTiersAreCountedFromCohortsThatItsOwnProgramWouldName() throws IOException {
    Path database = ToyLab.create(folder, 300);
    Path policy = folder.resolve("toy.yard");
    CommandLineRun.of("train", "--dataset", ToyLab.ID, "--db", database, "--out", policy, "--json")
        .json();
    Path ask = folder.resolve("ask");
    Object[] from = {"export", "--policy", policy, "--dataset", ToyLab.ID, "--db", database};
    CommandLineRun.of(with(from, "--to", "litellm-cohorts", "--out", ask, "--json")).json();
    assertThat(Files.readString(ask.resolve("cohorts.py"))).contains("similarity_cohort");
    StringBuilder cohorts = new StringBuilder();
    for (String line : Files.readAllLines(ask.resolve("prompts.jsonl"))) {
      JsonNode prompt = CanonicalJson.parse(line);
      boolean spelling = prompt.path("text").asText().contains("Spell");
      cohorts.append(
          "{\"id\":%s,\"request_type\":\"general\",\"cohort\":\"general|%s\"}%n"
              .formatted(prompt.path("id"), spelling));
    }
    Path file = Files.writeString(folder.resolve("cohorts.jsonl"), cohorts);
    Path out = folder.resolve("litellm");
    JsonNode run =
        CommandLineRun.of(
                with(from, "--to", "litellm-tiers", "--cohorts", file, "--out", out, "--json"))
            .json();
    assertThat(run.path("distillation").asText()).contains("2 rules agree with the policy on", "[");
    assertThat(Files.readString(out.resolve("config.yaml")))
        .contains("heuristic_v2_artifact", "cohort: \"general|true\"", "model_name: \"auto\"");
    CommandLineRun without = CommandLineRun.of(with(from, "--to", "litellm-tiers", "--out", out));
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.messages()).contains("--cohorts", "litellm-cohorts");
  }

  private static Object[] with(Object[] first, Object... more) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray();
  }

  @Test
  void aConfigurationIsHeldAgainstASchema() throws IOException {
    Path config = Files.writeString(folder.resolve("config.yaml"), "models: [a, 1]");
    Path schema =
        Files.writeString(
            folder.resolve("schema.json"),
            "{\"properties\": {\"models\": {\"items\": {\"type\": \"string\"}}}}");
    CommandLineRun run = CommandLineRun.of("export", "verify", config, "--schema", schema);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("$.models[1]");
    assertThat(Files.readString(folder.resolve("config.yaml.schema.json")))
        .contains("\"valid\" : false");
  }

  @Test
  void wrongUseSaysWhatIsMissing() throws IOException {
    assertThat(CommandLineRun.of("export", "--to", "onnx").code()).isEqualTo(2);
    CommandLineRun unknown =
        CommandLineRun.of("export", "--policy", policy(1), "--to", "cobol", "--out", "x");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.messages()).contains("cobol", "javascript");
    CommandLineRun rules =
        CommandLineRun.of("export", "--policy", policy(1), "--to", "bifrost", "--out", "x");
    assertThat(rules.code()).isEqualTo(2);
    assertThat(rules.messages()).contains("--dataset");
  }
}
