package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Message;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Logs of gateways and tracing tools: live calls without judgement. */
class LogImportersTest {
  @TempDir private Path folder;

  private Imported read(String format, String file, String text) throws IOException {
    Path path = Files.writeString(folder.resolve(file), text);
    return Importers.named(format)
        .read(path, RowPolicy.strict(), ImportOptions.STANDARD.withDatasetId("my-log"))
        .getFirst();
  }

  private static final String LITELLM_CALL =
      """
      {"model": "gpt-4o-mini-2024-07-18", "call_type": "acompletion", "status": "success", \
      "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": \
      [{"type": "text", "text": "What is it?"}, {"type": "image_url", "image_url": {}}]}], \
      "response": {"choices": [{"finish_reason": "stop", "message": {"content": "A cat."}}], \
      "usage": {"prompt_tokens": 100, "completion_tokens": 30, \
      "prompt_tokens_details": {"cached_tokens": 40}, \
      "completion_tokens_details": {"reasoning_tokens": 10}}}, \
      "startTime": 1700000000.5, "completionStartTime": 1700000000.75, "endTime": 1700000002.5%s}
      """;

  @Test
  void liteLlmCountsTokensOnceAndMeasuresFirstToken() throws IOException {
    String log = LITELLM_CALL.formatted(", \"response_cost\": 0.001") + LITELLM_CALL.formatted("");
    Imported found = read("litellm", "log.jsonl", log);
    assertThat(found.id()).isEqualTo("my-log");
    assertThat(found.samples()).hasSize(1);
    assertThat(found.samples().getFirst().prompt())
        .isEqualTo(
            new Prompt(
                List.of(Message.system("Be brief."), Message.user("What is it?")),
                "",
                Set.of(Modality.IMAGE)));
    assertThat(found.samples().getFirst().labels())
        .isEqualTo(Map.of("time", "2023-11-14T22:13:20.500Z"));
    assertThat(found.outcomes()).extracting(Outcome::trial).containsExactly(0, 1);
    Outcome first = found.outcomes().getFirst();
    assertThat(first.completion())
        .isEqualTo(
            new Completion.Completed(
                "A cat.", "", "stop", new Usage.Tokens(60, 40, 20, 10, false)));
    assertThat(first.latency()).isEqualTo(new Latency.Measured(2_000_000_000, 250_000_000));
    assertThat(first.cost()).isEqualTo(new Cost.Known(1_000_000));
    // 100 input tokens at 0.15 and 30 output tokens at 0.6 USD per million.
    assertThat(found.outcomes().getLast().cost()).isEqualTo(new Cost.Known(33_000));
    assertThat(first.grade()).isInstanceOf(Grade.Unscored.class);
  }

  @Test
  void liteLlmFailuresStayFailures() throws IOException {
    Imported found =
        read(
            "litellm",
            "log.jsonl",
            """
            {"model": "m", "messages": "hi", "status": "failure", "error_str": "overloaded"}
            """);
    assertThat(found.outcomes().getFirst().completion())
        .isEqualTo(new Completion.Failed(Fault.SERVER_ERROR, "overloaded", new Usage.Unknown()));
  }

  @Test
  void bytesThatAreNoTextAreToldByLine() throws IOException {
    Path file = folder.resolve("log.jsonl");
    Files.write(file, "{\"a\": 1}\n\n{\"b\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(
            () ->
                Importers.named("litellm")
                    .read(file, RowPolicy.skipping(reject -> {}), ImportOptions.STANDARD))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("log.jsonl, line 3", "UTF-8");
  }

  @Test
  void tokenPartsLargerThanTheirTotalAreRefused() {
    String log =
        LITELLM_CALL.formatted("").replace("\"cached_tokens\": 40", "\"cached_tokens\": 140");
    assertThatThrownBy(() -> read("litellm", "log.jsonl", log))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("log.jsonl, line 1", "140 cached of 100");
  }

  @Test
  void openAiBatchJoinsAnswersToRequests() throws IOException {
    Files.writeString(
        folder.resolve("a_output.jsonl"),
        """
        {"custom_id": "q1", "response": {"status_code": 200, "body": {"model": "m-1", "choices": \
        [{"finish_reason": "tool_calls", "message": {"content": null, "tool_calls": \
        [{"function": {"name": "add", "arguments": "{\\"b\\": 2, \\"a\\": 1}"}}]}}], \
        "usage": {"prompt_tokens": 9, "completion_tokens": 4}}}}
        {"custom_id": "q2", "response": {"status_code": 429, "body": {"error": {"message": "slow"}}}}
        """);
    Files.writeString(
        folder.resolve("b_input.jsonl"),
        """
        {"custom_id": "q1", "body": {"model": "m", "messages": [{"role": "user", "content": "1+2"}], "tools": [{"name": "add"}]}}
        {"custom_id": "q2", "body": {"model": "m", "messages": [{"role": "user", "content": "3+4"}]}}
        """);
    Imported found =
        Importers.named("openai-batch")
            .read(folder, RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst();
    assertThat(found.samples().getFirst().prompt().tools()).isEqualTo("[{\"name\":\"add\"}]");
    assertThat(found.outcomes())
        .extracting(Outcome::completion)
        .containsExactly(
            new Completion.Completed(
                "",
                "[{\"arguments\":{\"a\":1,\"b\":2},\"name\":\"add\"}]",
                "tool_calls",
                Usage.Tokens.measured(9, 4)),
            new Completion.Failed(Fault.RATE_LIMITED, "slow", new Usage.Unknown()));
  }

  @Test
  void openAiBatchRefusesAnswersWithoutTheirRequest() {
    assertThatThrownBy(
            () -> read("openai-batch", "out.jsonl", "{\"custom_id\": \"q9\", \"response\": {}}\n"))
        .hasMessageContainingAll("out.jsonl, line 1", "q9", "input file");
  }

  @Test
  void langfuseReadsGenerationsOnly() throws IOException {
    Imported found =
        read(
            "langfuse",
            "export.json",
            """
            [{"type": "SPAN"},
             {"type": "GENERATION", "name": "classify", "model": "m", "input": "[{\\"role\\": \\"user\\", \\"content\\": \\"Spam?\\"}]",
              "output": {"role": "assistant", "content": "no"}, "usageDetails": {"input": 5, "output": 1, "total": 6},
              "costDetails": {"total": 0.25}, "startTime": "2026-01-31T12:00:00.000Z", "endTime": "2026-01-31T12:00:01.000Z"}]
            """);
    assertThat(found.samples()).hasSize(1);
    assertThat(found.samples().getFirst().task()).isEqualTo("classify");
    Outcome outcome = found.outcomes().getFirst();
    assertThat(outcome.completion())
        .isEqualTo(new Completion.Completed("no", "", "", Usage.Tokens.measured(5, 1)));
    assertThat(outcome.cost()).isEqualTo(new Cost.Known(250_000_000));
    assertThat(outcome.latency()).isEqualTo(new Latency.Measured(1_000_000_000, 1_000_000_000));
  }

  @Test
  void otelReadsGenAiSpans() throws IOException {
    Imported found =
        read(
            "otel",
            "traces.jsonl",
            """
            {"resourceSpans": [{"scopeSpans": [{"spans": [{"name": "db"}, {"name": "chat m", \
            "startTimeUnixNano": "1700000000000000000", "endTimeUnixNano": "1700000000500000000", \
            "attributes": [{"key": "gen_ai.request.model", "value": {"stringValue": "m"}}, \
            {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "12"}}, \
            {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "3"}}, \
            {"key": "gen_ai.input.messages", "value": {"stringValue": \
            "[{\\"role\\": \\"user\\", \\"parts\\": [{\\"type\\": \\"text\\", \\"content\\": \\"Hello\\"}]}]"}}, \
            {"key": "gen_ai.output.messages", "value": {"stringValue": \
            "[{\\"role\\": \\"assistant\\", \\"parts\\": [{\\"type\\": \\"text\\", \\"content\\": \\"Hi!\\"}]}]"}}]}]}]}]}
            """);
    assertThat(found.samples().getFirst().prompt()).isEqualTo(Prompt.of("Hello"));
    Outcome outcome = found.outcomes().getFirst();
    assertThat(outcome.completion())
        .isEqualTo(new Completion.Completed("Hi!", "", "", Usage.Tokens.measured(12, 3)));
    assertThat(outcome.latency()).isEqualTo(new Latency.Measured(500_000_000, 500_000_000));
  }
}
