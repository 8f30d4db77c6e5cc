package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Tables: of a user's own, RouterBench's, LLMRouter's. */
class TableImportersTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Imported read(String format, Path path, ImportOptions options) {
    return Importers.named(format).read(path, RowPolicy.strict(), options).getFirst();
  }

  private ImportOptions mapping(String yaml) throws IOException {
    return ImportOptions.STANDARD.withMapping(write("mapping.yaml", yaml));
  }

  private static final String PER_CALL =
      """
      dataset: support
      prompt: request.text
      task: kind
      split: part
      target: gold
      targetKind: number
      time: at
      qualityRange: [1, 5]
      outcome:
        candidate: model
        quality: stars
        response: answer
        inputTokens: usage.in
        outputTokens: usage.out
        costUsd: cost
        latencySeconds: seconds
      """;

  @Test
  void jsonLinesWithOneRowPerCall() throws IOException {
    Path file =
        write(
            "calls.jsonl",
            """
            {"request": {"text": "6*7"}, "kind": "math", "part": "Train", "gold": "42", "at": "2026-01-31 12:00:00", "model": "a", "stars": 4, "answer": "42", "usage": {"in": 3, "out": 1}, "cost": 0.00001, "seconds": 0.5}
            {"request": {"text": "6*7"}, "kind": "math", "part": "Train", "gold": "42", "at": "2026-01-31 12:00:01", "model": "b", "stars": null, "answer": "41"}
            """);
    Imported found = read("table", file, mapping(PER_CALL));
    assertThat(found.id()).isEqualTo("support");
    assertThat(found.samples()).hasSize(1);
    Sample sample = found.samples().getFirst();
    assertThat(sample.task()).isEqualTo("math");
    assertThat(sample.publishedSplit()).isEqualTo(PublishedSplit.TRAIN);
    assertThat(sample.target()).isInstanceOf(Target.Numeric.class);
    assertThat(sample.labels()).containsEntry("time", "2026-01-31T12:00:00Z");
    Outcome first = found.outcomes().getFirst();
    assertThat(first.grade()).isEqualTo(new Grade.Scored("published", 0.75, 4, 1, 5, "", ""));
    assertThat(first.completion())
        .isEqualTo(new Completion.Completed("42", "", "", Usage.Tokens.measured(3, 1)));
    assertThat(first.cost()).isEqualTo(new Cost.Known(10_000));
    assertThat(first.latency()).isEqualTo(new Latency.Measured(500_000_000, 500_000_000));
    Outcome second = found.outcomes().getLast();
    assertThat(second.grade()).isInstanceOf(Grade.Unscored.class);
    assertThat(second.completion().usage()).isEqualTo(new Usage.Tokens(1, 0, 1, 0, true));
  }

  private static final String PER_PROMPT =
      """
      prompt: question
      id: nr
      candidates:
        small: {quality: small_ok}
        large: {quality: large_ok, response: large_says}
      """;

  @Test
  void csvWithColumnsPerCandidate() throws IOException {
    Path file =
        write(
            "wide.csv",
            "nr,question,small_ok,large_ok,large_says\n1,Why?,True,0.5,So\n2,How?,,1,\n");
    Imported found = read("table", file, mapping(PER_PROMPT));
    assertThat(found.id()).isEqualTo("table");
    assertThat(found.outcomes())
        .extracting(outcome -> outcome.sampleId() + " " + outcome.candidateId())
        .containsExactly("1 small", "1 large", "2 large");
  }

  @Test
  void parquetGoesThroughTheReaderHandedIn() throws IOException {
    Path file = write("wide.parquet", "");
    TableReader reader =
        (path, rows) -> {
          rows.accept(List.of("nr", "question", "small_ok", "large_ok"));
          rows.accept(List.of("1", "Why?", "1", "0"));
        };
    assertThat(read("table", file, mapping(PER_PROMPT).withParquet(reader)).outcomes()).hasSize(2);
    assertThatThrownBy(() -> read("table", file, mapping(PER_PROMPT)))
        .hasMessageContainingAll("wide.parquet", "CSV or JSONL");
  }

  @Test
  void namesTheColumnThatIsNotThere() throws IOException {
    Path file = write("wide.csv", "nr,question,small\n1,Why?,1\n");
    assertThatThrownBy(() -> read("table", file, mapping(PER_PROMPT)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("wide.csv, line 1", "[nr, question, small]", "small_ok");
  }

  @Test
  void namesTheCellThatIsOutOfRange() throws IOException {
    Path file = write("wide.csv", "nr,question,small_ok,large_ok,large_says\n1,Why?,2,1,x\n");
    assertThatThrownBy(() -> read("table", file, mapping(PER_PROMPT)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("wide.csv, line 2", "\"2\" in \"small_ok\"", "0.0 to 1.0");
  }

  @Test
  void saysWhatIsWrongWithAMapping() throws IOException {
    Path file = write("wide.csv", "a\n");
    assertThatThrownBy(() -> read("table", file, mapping("prmpt: a\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("mapping.yaml", "prmpt");
    assertThatThrownBy(() -> read("table", file, mapping("")))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> read("table", file, ImportOptions.STANDARD))
        .hasMessageContaining("mapping file");
  }

  @Test
  void routerBenchNeverUsesItsPublishedCosts() throws IOException {
    Path file =
        write(
            "routerbench.csv",
            """
            sample_id,prompt,eval_name,gpt-4-1106-preview,gpt-4-1106-preview|model_response,gpt-4-1106-preview|total_cost,zero/Yi,zero/Yi|model_response,zero/Yi|total_cost,oracle_model_to_route_to
            mmlu.1,Pick A or B.,mmlu-law,1.0,"A",0.0001,0.25,"B",0.00001,zero/Yi
            """);
    Imported found = read("routerbench", file, ImportOptions.STANDARD);
    // 12 characters in, 1 out: 3 tokens at 10 and 1 at 30 USD per million.
    assertThat(found.outcomes().getFirst().cost()).isEqualTo(new Cost.Known(60_000));
    assertThat(found.outcomes().getLast().cost())
        .isEqualTo(new Cost.Unknown("no price for model (zero/Yi)"));
    assertThat(found.outcomes().getLast().grade()).isEqualTo(Grade.Scored.published(0.25));
  }

  @Test
  void llmRouterJoinsRecordsAndQueriesAndKeepsThePublishedSplit() throws IOException {
    write("cards.json", "{\"m\": {\"input_price\": 0.2, \"output_price\": 0.4}}");
    write(
        "scores.json",
        """
        [{"question": "Why?", "scores": {"m": 0.5, "n": 1}, "cluster_id": 3},
         {"question": "Lost?", "scores": {"m": 0}}]
        """);
    write(
        "query_train.jsonl", "{\"task_name\": \"why\", \"query\": \"Why?\", \"choices\": null}\n");
    write(
        "query_test.jsonl",
        """
        {"task_name": "why", "query": "Why?", "ground_truth": "So.", "metric": "f1", "task_id": 1}
        {"task_name": "pick", "query": "Which?", "ground_truth": 7, "choices": "A or B"}
        """);
    Imported found = read("llmrouter", folder, ImportOptions.STANDARD);
    assertThat(found.samples())
        .extracting(sample -> sample.id() + " " + sample.publishedSplit() + " " + sample.task())
        .containsExactly(
            "query_test-1 TEST why",
            "query_test-2 TEST pick",
            "query_train-3 TRAIN why",
            "scores-2 NONE all");
    assertThat(found.samples().getFirst().target()).isEqualTo(new Target.Text(List.of("So.")));
    assertThat(found.samples().get(1).prompt().routingText()).isEqualTo("Which?\nA or B");
    assertThat(found.outcomes())
        .extracting(outcome -> outcome.sampleId() + " " + outcome.candidateId())
        .containsExactly(
            "query_test-1 m", "query_test-1 n", "query_train-3 m", "query_train-3 n", "scores-2 m");
  }
}
