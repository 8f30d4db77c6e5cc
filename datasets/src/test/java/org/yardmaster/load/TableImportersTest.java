package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;

/** Published tables: RouterBench's, LLMRouter's. */
class TableImportersTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Imported read(String format, Path path, ImportOptions options) {
    return Importers.named(format).read(path, RowPolicy.strict(), options).getFirst();
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
  void routerBenchAsParquetGoesThroughTheReaderHandedIn() throws IOException {
    Path file = write("routerbench.parquet", "");
    TableReader reader =
        (path, rows) -> {
          rows.accept(List.of("sample_id", "prompt", "eval_name", "m", "m|model_response"));
          rows.accept(List.of("1", "Why?", "arc", "1.0", "So"));
        };
    ImportOptions options = ImportOptions.STANDARD.withParquet(reader);
    assertThat(read("routerbench", file, options).outcomes()).hasSize(1);
    assertThatThrownBy(() -> read("routerbench", file, ImportOptions.STANDARD))
        .hasMessageContainingAll("routerbench.parquet", "CSV or JSONL");
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
