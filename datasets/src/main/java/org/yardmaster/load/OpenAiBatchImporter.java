package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * OpenAI's Batch API: request lines ({@code custom_id}, {@code body.messages}) and output or error
 * lines ({@code custom_id}, {@code response}, {@code error}), joined by {@code custom_id}. Costs
 * are list prices; the batch discount is the price list's business.
 */
final class OpenAiBatchImporter implements Importer {
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private static final ImportFormat FORMAT =
      new ImportFormat(
          "openai-batch",
          "OpenAI Batch API: the input file and its output and error files",
          "a folder with the .jsonl files of a batch: input, output and, if any, errors",
          List.of(),
          "files written by hand after the published schema");

  private record Request(Prompt prompt, String model) {}

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Map<String, Request> requests = new LinkedHashMap<>();
    List<JsonRow> responses = new ArrayList<>();
    for (Path file : TextFiles.fileOrList(path, ".jsonl")) {
      JsonFiles.lines(file, rows, row -> sort(row, requests, responses));
    }
    CallLog log = new CallLog(FORMAT, rows, options);
    responses.forEach(row -> JsonFiles.row(row, rows, found -> add(found, requests, log)));
    return log.imported();
  }

  private static void sort(JsonRow row, Map<String, Request> requests, List<JsonRow> responses) {
    if (!row.has("body")) {
      row.name("custom_id");
      responses.add(row);
      return;
    }
    JsonRow body = row.object("body");
    Prompt prompt =
        ChatJson.prompt(
            body.has("messages") ? body.node("messages") : body.node("input"),
            body.value().path("tools"));
    if (requests.put(row.name("custom_id"), new Request(prompt, body.name("model"))) != null) {
      throw new BadRow("custom_id %s again".formatted(row.name("custom_id")), "one of its own");
    }
  }

  private static void add(JsonRow row, Map<String, Request> requests, CallLog log) {
    String id = row.name("custom_id");
    @Nullable Request request = requests.get(id);
    if (request == null) {
      throw new BadRow(
          "an answer to (%s) without its request".formatted(id), "the input file in the folder");
    }
    JsonNode body = row.value().path("response").path("body");
    log.add(
        new CallLog.Call(
            request.prompt(),
            "batch",
            body.path("model").asText(request.model()),
            completion(row, body),
            Optional.empty(),
            new Latency.Unmeasured(),
            Optional.empty()));
  }

  private static Completion completion(JsonRow row, JsonNode body) {
    int status = row.value().path("response").path("status_code").asInt(0);
    if (status == OK) {
      return ChatJson.completion(body, ChatJson.usage(body.path("usage")));
    }
    JsonNode error = row.has("error") ? row.node("error") : body.path("error");
    return new Completion.Failed(
        fault(status), error.path("message").asText("status " + status), new Usage.Unknown());
  }

  private static Fault fault(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return Fault.RATE_LIMITED;
    }
    return status >= SERVER_ERROR || status == 0 ? Fault.SERVER_ERROR : Fault.BAD_REQUEST;
  }
}
