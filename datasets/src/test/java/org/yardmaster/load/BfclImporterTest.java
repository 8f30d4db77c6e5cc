package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

class BfclImporterTest {
  private static final String CATEGORY = "gorilla_openfunctions_v1_test_parallel_function";

  @TempDir private Path folder;
  private Path results;
  private Path scores;

  @BeforeEach
  void writeTinyRun() throws IOException {
    Path prompts = Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(
        prompts.resolve(CATEGORY + ".json"),
        """
        {"id": "parallel_function_0", "question": "Play two songs", "function": {"name": "play.song", "parameters": {"properties": {"name": {"type": "string"}, "beats": {"type": "array", "items": {"type": "float"}}}, "required": ["name"]}}}
        {"id": "parallel_function_1", "question": "Play one", "function": [{"name": "play.song"}]}
        """);
    Path gold = Files.createDirectories(prompts.resolve("possible_answer"));
    Files.writeString(
        gold.resolve(CATEGORY + ".json"),
        """
        {"id": "parallel_function_0", "ground_truth": {"play.song_1": {"name": ["A", ""], "volume": [5, ""], "beats": [[1, 2]]}, "play.song_2": {"name": ["B"]}}}
        """);
    Path run = folder.resolve("2024-08-11");
    results =
        Files.createDirectories(run.resolve("result/model-x")).resolve(CATEGORY + "_result.json");
    scores =
        Files.createDirectories(run.resolve("score/model-x"))
            .resolve("parallel_function_score.json");
    Files.writeString(
        results,
        """
        {"id": "parallel_function_0", "result": [{"play_song": "{\\"name\\":\\"A\\"}"}], "input_token_count": 100, "output_token_count": 20, "latency": 0.25}
        {"id": "parallel_function_1", "result": "sorry"}
        """);
    Files.writeString(
        scores,
        """
        {"accuracy": 0.5, "correct_count": 1, "total_count": 2}
        {"id": 2, "valid": false, "error_type": "decoder"}
        """);
  }

  private Imported read(RowPolicy rows, ImportOptions options) {
    return Importers.named("bfcl").read(folder, rows, options).getFirst();
  }

  @Test
  void takesLabelsFromLineNumbersOfTheScoreFile() {
    Imported found = read(RowPolicy.strict(), ImportOptions.STANDARD);
    assertThat(found.outcomes())
        .extracting(Outcome::grade)
        .containsExactly(
            Grade.Scored.published(1), new Grade.Scored("published", 0, 0, 0, 1, "", "decoder"));
  }

  @Test
  void keepsCallsTokensAndLatency() throws IOException {
    Path prices = folder.resolve("prices.csv");
    Files.writeString(
        prices, "model,usd_per_1m_input,usd_per_1m_output\nmodel-x,2,10\nother,1,1\n");
    Imported found =
        read(
            RowPolicy.strict(),
            ImportOptions.STANDARD.withPrices(PriceTableCsv.read(prices, RowPolicy.strict())));
    Outcome first = found.outcomes().getFirst();
    assertThat(first.completion())
        .isEqualTo(
            new Completion.Completed(
                "",
                "[{\"arguments\":{\"name\":\"A\"},\"name\":\"play_song\"}]",
                "",
                Usage.Tokens.measured(100, 20)));
    assertThat(first.latency()).isEqualTo(new Latency.Measured(250_000_000, 250_000_000));
    assertThat(first.cost()).isEqualTo(new Cost.Known(400_000));
    assertThat(found.prices()).hasSize(1);
    Outcome second = found.outcomes().getLast();
    assertThat(second.cost()).isEqualTo(new Cost.Unknown("no token counts"));
    assertThat(second.latency()).isEqualTo(new Latency.Unmeasured());
  }

  @Test
  void saysThatAPriceIsMissing() {
    assertThat(read(RowPolicy.strict(), ImportOptions.STANDARD).outcomes().getFirst().cost())
        .isEqualTo(new Cost.Unknown("no price for model (model-x)"));
  }

  @Test
  void readsGoldCallsWithNumberedNamesAndOptionalArguments() {
    assertThat(read(RowPolicy.strict(), ImportOptions.STANDARD).samples().getFirst().target())
        .isEqualTo(
            new Target.Calls(
                "[{\"arguments\":{\"beats\":[[1,2]],\"name\":[\"A\",\"\"],\"volume\":[5,\"\"]},"
                    + "\"language\":\"python\",\"name\":\"play.song\",\"optional\":[\"volume\"],"
                    + "\"types\":{\"beats\":\"array<float|integer>\",\"name\":\"string\"}},"
                    + "{\"arguments\":{\"name\":[\"B\"]},\"language\":\"python\","
                    + "\"name\":\"play.song\",\"optional\":[],"
                    + "\"types\":{\"beats\":\"array<float>\",\"name\":\"string\"}}]"));
  }

  @Test
  void writesASingleToolAsAList() {
    assertThat(read(RowPolicy.strict(), ImportOptions.STANDARD).samples())
        .extracting(sample -> sample.prompt().tools())
        .containsExactly(
            "[{\"name\":\"play.song\",\"parameters\":{\"properties\":{\"beats\":{\"items\":{\"type\":"
                + "\"float\"},\"type\":\"array\"},\"name\":{\"type\":\"string\"}},"
                + "\"required\":[\"name\"]}}]",
            "[{\"name\":\"play.song\"}]");
  }

  @Test
  void neverTakesATruncatedScoreFileForSuccess() throws IOException {
    Files.writeString(scores, "{\"correct_count\": 1, \"total_count\": 2}\n");
    assertThatThrownBy(() -> read(RowPolicy.skipping(reject -> {}), ImportOptions.STANDARD))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("parallel_function_score.json", "1 of 2 correct", "0 failures");
  }

  @Test
  void neverTakesATruncatedResultFileForAWholeOne() throws IOException {
    Files.writeString(results, Files.readAllLines(results).getFirst() + "\n");
    assertThatThrownBy(() -> read(RowPolicy.strict(), ImportOptions.STANDARD))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("1 answers", "2 as judged");
  }

  @Test
  void keepsLineNumbersWhenABadAnswerIsSetAside() throws IOException {
    Files.writeString(results, "{broken\n" + Files.readAllLines(results).getLast() + "\n");
    List<Reject> rejects = new ArrayList<>();
    Imported found = read(RowPolicy.skipping(rejects::add), ImportOptions.STANDARD);
    assertThat(found.outcomes()).hasSize(1);
    assertThat(found.outcomes().getFirst().grade())
        .isEqualTo(new Grade.Scored("published", 0, 0, 0, 1, "", "decoder"));
    assertThat(rejects).extracting(Reject::place).containsExactly(new Place(results, 1, 2));
  }
}
