package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateOffPolicyTest {
  @TempDir Path folder = Path.of("");

  /** Two candidates served evenly; the second is right three times in four, the first never. */
  private Path log(int calls, String more) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int call = 0; call < calls; call++) {
      boolean second = call % 2 == 1;
      int reward = second && call % 8 != 1 ? 1 : 0;
      lines.append(
          "{\"candidate\":\"%s\",\"policy\":\"b\",\"propensity\":0.5,\"reward\":%d%s}%n"
              .formatted(second ? "b" : "a", reward, more));
    }
    return Files.writeString(folder.resolve("log.jsonl"), lines);
  }

  private static CommandLineRun judge(Path log, String... more) {
    return more.length == 0
        ? CommandLineRun.of("evaluate", "off-policy", "--log", log)
        : CommandLineRun.of("evaluate", "off-policy", "--log", log, more[0]);
  }

  @Test
  void findsWhatThePolicyWouldHaveReached() throws IOException {
    JsonNode json = judge(log(400, ""), "--json").json();
    assertThat(json.get("inversePropensity").asDouble()).isCloseTo(0.75, within(1e-12));
    assertThat(json.get("selfNormalised").asDouble()).isCloseTo(0.75, within(1e-12));
    assertThat(json.get("effectiveSampleSize").asDouble()).isCloseTo(200, within(1e-9));
    assertThat(json.has("doublyRobust")).isFalse();
  }

  @Test
  void aRewardModelMakesItDoublyRobust() throws IOException {
    JsonNode json = judge(log(400, ",\"model_logged\":0.5,\"model_target\":0.5"), "--json").json();
    assertThat(json.get("doublyRobust").asDouble()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void refusesBelowTheFloorInWords() throws IOException {
    CommandLineRun run = judge(log(40, ""));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("cannot tell", "at least 100").doesNotContain("SNIPS");
    assertThat(judge(log(40, ""), "--json").json().has("selfNormalised")).isFalse();
  }

  @Test
  void aLineWithoutAPropensityIsNamed() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("bad.jsonl"),
            """
            {"candidate":"a","policy":"a","propensity":1,"reward":1}
            {"candidate":"a","policy":"a","propensity":0,"reward":1}
            """);
    CommandLineRun run = judge(log);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("bad.jsonl, line 2", "propensity", "(0, 1]");
  }

  @Test
  void aLogThatIsNoJsonIsNamed() throws IOException {
    CommandLineRun run = judge(Files.writeString(folder.resolve("bad.jsonl"), "hello\n"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("bad.jsonl, line 1");
  }

  @Test
  void anEmptyLogIsRefused() throws IOException {
    assertThat(judge(Files.writeString(folder.resolve("none.jsonl"), "")).messages())
        .contains("none.jsonl", "empty");
  }
}
