package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

class EvaluationLogImportersTest {
  @TempDir private Path folder;

  private Imported read(String format, RowPolicy rows) {
    return Importers.named(format).read(folder, rows, ImportOptions.STANDARD).getFirst();
  }

  @Test
  void lmEvalTakesTheFirstFilterOfADocument() throws IOException {
    Path model = Files.createDirectory(folder.resolve("org__model-7b"));
    Files.writeString(
        model.resolve("samples_gsm8k_cot_2026-01-31T12-00-00.123456.jsonl"),
        """
        {"doc_id": 0, "arguments": [["Q: 1+1", {"until": []}]], "filtered_resps": ["2"], "filter": "strict-match", "metrics": ["exact_match"], "exact_match": 1.0}
        {"doc_id": 0, "arguments": [["Q: 1+1", {"until": []}]], "filtered_resps": ["two"], "filter": "flexible", "metrics": ["exact_match"], "exact_match": 0.0}
        {"doc_id": 1, "arguments": {"gen_args_0": {"arg_0": "Q: 2+2"}}, "filtered_resps": [["5"]], "filter": "strict-match", "exact_match": 0}
        """);
    Imported found = read("lm-eval", RowPolicy.strict());
    assertThat(found.samples()).extracting(sample -> sample.task()).containsOnly("gsm8k_cot");
    assertThat(found.outcomes()).extracting(Outcome::candidateId).containsOnly("org/model-7b");
    assertThat(found.outcomes())
        .extracting(Outcome::grade)
        .containsExactly(
            new Grade.Scored("published", 1, 1, 0, 1, "", "exact_match"),
            new Grade.Scored("published", 0, 0, 0, 1, "", "exact_match"));
  }

  private static final String SAMPLE =
      """
      {"id": 1, "epoch": 2, "input": "Capital of France?", "target": ["Paris"], \
      "output": {"choices": [{"message": {"role": "assistant", "content": "Paris"}, \
      "stop_reason": "stop"}]}, "scores": {"match": {"value": "%s", "answer": "Paris"}}, \
      "model_usage": {"openai/m": {"input_tokens": 8, "input_tokens_cache_read": 4, \
      "output_tokens": 3, "total_tokens": 15}}, "working_time": 1.5}\
      """;
  private static final String EVAL = "\"eval\": {\"task\": \"capitals\", \"model\": \"openai/m\"}";

  private static void expectParis(Imported found) {
    assertThat(found.samples().getFirst().target()).isEqualTo(new Target.Text(List.of("Paris")));
    Outcome outcome = found.outcomes().getFirst();
    assertThat(outcome.trial()).isEqualTo(1);
    assertThat(outcome.grade()).isEqualTo(new Grade.Scored("match", 1, 1, 0, 1, "Paris", "C"));
    assertThat(outcome.completion())
        .isEqualTo(
            new Completion.Completed("Paris", "", "stop", new Usage.Tokens(8, 4, 3, 0, false)));
    assertThat(outcome.latency()).isEqualTo(new Latency.Measured(1_500_000_000, 1_500_000_000));
  }

  @Test
  void inspectReadsJsonLogs() throws IOException {
    Files.writeString(
        folder.resolve("log.json"),
        "{%s, \"samples\": [%s]}".formatted(EVAL, SAMPLE.formatted("C")));
    expectParis(read("inspect", RowPolicy.strict()));
  }

  @Test
  void inspectReadsZippedLogs() throws IOException {
    zip("samples/1_epoch_2.json", SAMPLE.formatted("C"));
    expectParis(read("inspect", RowPolicy.strict()));
  }

  private void zip(String name, String sample) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("log.eval")))) {
      zip.putNextEntry(new ZipEntry("_journal/start.json"));
      zip.write("{}".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("header.json"));
      zip.write("{%s}".formatted(EVAL).getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry(name));
      zip.write(sample.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void inspectLeavesUnknownScoresUngraded() throws IOException {
    zip("samples/1_epoch_2.json", SAMPLE.formatted("excellent"));
    assertThat(read("inspect", RowPolicy.strict()).outcomes().getFirst().grade())
        .isInstanceOf(Grade.Unscored.class);
  }

  @Test
  void inspectRefusesACutZip() throws IOException {
    zip("samples/1_epoch_2.json", SAMPLE.formatted("C"));
    Path file = folder.resolve("log.eval");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 30));
    assertThatThrownBy(() -> read("inspect", RowPolicy.skipping(reject -> {})))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("log.eval");
  }
}
