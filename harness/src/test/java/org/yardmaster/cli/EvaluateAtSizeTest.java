package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the outcomes twice gives the judgement of holding them. */
class EvaluateAtSizeTest {
  @TempDir Path folder = Path.of("");

  @Test
  void streamingJudgesAsHoldingDoes() {
    Path database = ToyLab.create(folder, 400, "one", "two");
    Path policy = folder.resolve("one.yard");
    assertThat(
            CommandLineRun.of("train", "--db", database, "--dataset", "one", "--out", policy)
                .code())
        .isZero();
    for (String dataset : new String[] {"one", "two"}) {
      Object[] words = {
        "evaluate", "--db", database, "--dataset", dataset, "--policy", policy, "--json"
      };
      JsonNode held = CommandLineRun.of(words).json();
      JsonNode streamed =
          CommandLineRun.of(
                  java.util.stream.Stream.concat(
                          java.util.Arrays.stream(words), java.util.stream.Stream.of("--stream"))
                      .toArray())
              .json();

      assertThat(streamed.get("prompts")).isEqualTo(held.get("prompts"));
      assertThat(streamed.get("verdict")).isEqualTo(held.get("verdict"));
      assertThat(streamed.get("design")).isEqualTo(held.get("design"));
      assertThat(streamed.get("policies")).hasSameSizeAs(held.get("policies"));
      for (int index = 0; index < held.get("policies").size(); index++) {
        JsonNode one = streamed.get("policies").get(index);
        JsonNode other = held.get("policies").get(index);
        assertThat(one.get("id")).isEqualTo(other.get("id"));
        for (String number : new String[] {"/quality", "/qualityInterval/0", "/usdPer1k"}) {
          assertThat(one.at(number).isNumber()).isTrue();
          assertThat(one.at(number).asDouble())
              .isCloseTo(other.at(number).asDouble(), within(1e-9));
        }
      }
      assertThat(streamed.get("notes").toString()).contains("two passes");
    }
  }

  @Test
  void whatNeedsAllRowsIsRefused() {
    CommandLineRun run = CommandLineRun.of("evaluate", "--dataset", "one", "--stream");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("need --policy FILE");
  }
}
