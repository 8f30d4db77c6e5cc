package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;

/**
 * LiteLLM's standard logging payload, one JSON object per line: {@code model}, {@code messages},
 * {@code response}, {@code prompt_tokens}, {@code response_cost}, {@code startTime} in seconds.
 */
final class LiteLlmImporter implements Importer {
  private static final ImportFormat FORMAT =
      new ImportFormat(
          "litellm",
          "LiteLLM request logs (standard logging payload)",
          "a .jsonl file or a folder of them",
          List.of(),
          "files written by hand after the published schema");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    CallLog log = new CallLog(FORMAT, rows, options);
    for (Path file : TextFiles.fileOrList(path, ".jsonl")) {
      JsonFiles.lines(file, rows, row -> log.add(call(row)));
    }
    return log.imported();
  }

  private static CallLog.Call call(JsonRow row) {
    Optional<Instant> start = Times.of(row, "startTime");
    Optional<Instant> firstToken = Times.of(row, "completionStartTime");
    return new CallLog.Call(
        ChatJson.prompt(row.node("messages"), row.value().path("model_parameters").path("tools")),
        row.optionalText("call_type").filter(type -> !type.isBlank()).orElse("call"),
        row.name("model"),
        completion(row),
        row.has("response_cost") ? Optional.of(row.number("response_cost")) : Optional.empty(),
        CallLog.between(start, firstToken, Times.of(row, "endTime")),
        start);
  }

  private static Completion completion(JsonRow row) {
    JsonNode response = row.value().path("response");
    Usage detailed = ChatJson.usage(response.path("usage"));
    Usage usage = detailed instanceof Usage.Unknown ? ChatJson.usage(row.value()) : detailed;
    boolean failed = row.optionalText("status").orElse("success").equals("failure");
    return failed
        ? new Completion.Failed(
            Fault.SERVER_ERROR, row.optionalText("error_str").orElse("no reason logged"), usage)
        : ChatJson.completion(response, usage);
  }
}
