package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** MMLU-Pro, ZeroEval and RouterArena on tiny files. */
class TextImportersTest {
  @TempDir private Path folder;

  private Imported read(String format, Path path, RowPolicy rows) {
    return Importers.named(format).read(path, rows, ImportOptions.STANDARD).getFirst();
  }

  private void gzip(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String question(String answer, String prediction, String option) {
    return """
    {"question_id": 7, "question": "Which?", "options": ["red", "%s"], "answer": "%s",
     "category": "art", "pred": %s, "response": "It is red."}
    """
        .formatted(option, answer, prediction);
  }

  @Test
  void mmluProReadsZipsAndFoldersAndKeepsVersionsOfAQuestionApart() throws IOException {
    gzip("model-a/art_result.json.gz", "[" + question("A", "\"A\"", "blue") + "]");
    Path zip = folder.resolve("model_outputs_model-b_5shots.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("model_outputs_model-b_5shots.json"));
      String rows = question("A", "null", "blue") + ", \"art\", " + question("B", "\"B\"", "green");
      out.write(("[" + rows + "]").getBytes(StandardCharsets.UTF_8));
    }
    Imported found = read("mmlu-pro", folder, RowPolicy.strict());
    assertThat(found.samples()).hasSize(2);
    assertThat(found.samples().getFirst().target()).isEqualTo(new Target.Choice('A'));
    assertThat(found.samples().getFirst().prompt().routingText())
        .isEqualTo("Which?\nA. red\nB. blue");
    assertThat(found.outcomes())
        .extracting(Outcome::candidateId)
        .containsExactly("model-a", "model-b", "model-b");
    assertThat(found.outcomes())
        .extracting(Outcome::grade)
        .containsExactly(
            Grade.Scored.binary("published", true, "A", ""),
            Grade.Scored.binary("published", false, "", ""),
            Grade.Scored.binary("published", true, "B", ""));
  }

  @Test
  void mmluProSaysWhereAnArrayBreaksOff() throws IOException {
    gzip("model-a/art_result.json.gz", "[" + question("A", "\"A\"", "blue") + ",\n{\"question");
    assertThatThrownBy(() -> read("mmlu-pro", folder, RowPolicy.skipping(reject -> {})))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("art_result.json.gz, line 4", "no JSON");
  }

  @Test
  void zeroEvalComesInUngradedWithGoldAnswers() throws IOException {
    gzip(
        "gsm/m.json.gz",
        """
        [{"id": 3, "question": "Two + two?", "chat_history": ["Q: Two + two?"],
          "output": ["4"], "answer": "# 1,004"}]
        """);
    gzip(
        "crux/m.json.gz",
        """
        [{"id": "c1", "question": "f?", "chat_history": ["f?"], "output": ["x"], "answer": "12"}]
        """);
    Imported found = read("zeroeval", folder, RowPolicy.strict());
    assertThat(found.samples()).extracting(Sample::id).containsExactly("crux-c1", "gsm-3");
    assertThat(found.samples())
        .extracting(Sample::target)
        .containsExactly(
            new Target.Text(List.of("12")),
            new Target.Numeric(new BigDecimal("1004"), BigDecimal.ZERO));
    assertThat(found.samples().getLast().groupId()).isEqualTo(PromptGroup.of("two + two?"));
    assertThat(found.outcomes()).allMatch(out -> out.grade() instanceof Grade.Unscored);
  }

  private static final String CACHED =
      """
      {"global_index": "Quiz_Old Kings_7", "question": "Who?", "llm_selected": "m", \
      "generated_answer": "Rex", "success": true, \
      "token_usage": {"input_tokens": 10, "output_tokens": 5, "total_tokens": 16}, \
      "evaluation_result": {"score": -0.25, "metric": "meteor_score", "inference_cost": 2.5e-6}}
      """;

  @Test
  void routerArenaKeepsMeasuredCostAndNotesOddTotals() throws IOException {
    gzip("cached_results/m.jsonl.gz", CACHED);
    Imported found = read("routerarena", folder, RowPolicy.strict());
    assertThat(found.card().evaluationOnly()).isTrue();
    Sample sample = found.samples().getFirst();
    assertThat(sample.task()).isEqualTo("Quiz");
    assertThat(sample.labels())
        .isEqualTo(Map.of("subject", "Quiz_Old Kings", "totalTokensDisagree", "m"));
    Outcome outcome = found.outcomes().getFirst();
    assertThat(outcome.cost()).isEqualTo(new Cost.Known(2_500));
    assertThat(outcome.grade())
        .isEqualTo(new Grade.Scored("published", 0, -0.25, 0, 1, "", "meteor_score"));
    assertThat(outcome.completion())
        .isEqualTo(new Completion.Completed("Rex", "", "", Usage.Tokens.measured(10, 5)));
  }

  @Test
  void routerArenaReadsPredictionFiles() throws IOException {
    Path file = folder.resolve("router.json");
    Files.writeString(
        file,
        """
        [{"global index": "Quiz_1", "prompt": "Who?", "prediction": "m", "accuracy": 1, "cost": 0.5,
          "generated_result": {"generated_answer": "Rex", "success": true,
            "token_usage": {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}}}]
        """);
    Outcome outcome = read("routerarena", file, RowPolicy.strict()).outcomes().getFirst();
    assertThat(outcome.candidateId()).isEqualTo("m");
    assertThat(outcome.cost()).isEqualTo(new Cost.Known(500_000_000));
    assertThat(outcome.grade())
        .isEqualTo(new Grade.Scored("published", 1, 1, 0, 1, "", "accuracy"));
  }

  @Test
  void aCutGzipFileIsBadInput() throws IOException {
    gzip("cached_results/m.jsonl.gz", CACHED.repeat(50));
    Path file = folder.resolve("cached_results/m.jsonl.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> read("routerarena", folder, RowPolicy.skipping(reject -> {})))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("m.jsonl.gz");
  }
}
