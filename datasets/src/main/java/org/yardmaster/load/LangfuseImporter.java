package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;

/**
 * Observations exported from Langfuse: one per line, or a JSON array. Only generations count; their
 * {@code input} is a text, an array of messages, or an object with {@code messages} and {@code
 * tools}.
 */
final class LangfuseImporter implements Importer {
  private static final ImportFormat FORMAT =
      new ImportFormat(
          "langfuse",
          "Langfuse observations of type GENERATION",
          "an exported .jsonl file, a .json file with an array, or a folder of .jsonl files",
          List.of(),
          "files written by hand after the published schema");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    CallLog log = new CallLog(FORMAT, rows, options);
    if (TextFiles.plainName(path).endsWith(".json")) {
      JsonFiles.elements(path, rows, row -> add(row, log));
    } else {
      for (Path file : TextFiles.fileOrList(path, ".jsonl")) {
        JsonFiles.lines(file, rows, row -> add(row, log));
      }
    }
    return log.imported();
  }

  private static void add(JsonRow row, CallLog log) {
    if (!row.text("type").equals("GENERATION")) {
      return;
    }
    Optional<Instant> start = Times.of(row, "startTime");
    JsonNode input = written(row.node("input"));
    JsonNode messages = input.isObject() ? input.path("messages") : input;
    log.add(
        new CallLog.Call(
            ChatJson.prompt(messages, input.path("tools")),
            row.optionalText("name").filter(name -> !name.isBlank()).orElse("generation"),
            row.name("model"),
            completion(row),
            usd(row.value().path("costDetails").path("total"), row),
            CallLog.between(start, Times.of(row, "completionStartTime"), Times.of(row, "endTime")),
            start));
  }

  /** Exports may hold messages as JSON inside a text; other JSON in a text is just text. */
  private static JsonNode written(JsonNode value) {
    JsonNode inner = ChatJson.embedded(value);
    return inner.isContainerNode() ? inner : value;
  }

  private static Optional<Double> usd(JsonNode total, JsonRow row) {
    if (total.isNumber()) {
      return Optional.of(total.doubleValue());
    }
    return row.has("calculatedTotalCost")
        ? Optional.of(row.number("calculatedTotalCost"))
        : Optional.empty();
  }

  private static Completion completion(JsonRow row) {
    JsonNode details = row.value().path("usageDetails");
    JsonNode counts =
        details.isObject() && !details.isEmpty() ? details : row.value().path("usage");
    Usage usage =
        counts.has("input") || counts.has("output")
            ? ChatJson.disjoint(
                counts.path("input"),
                MissingNode.getInstance(),
                counts.path("output"),
                MissingNode.getInstance())
            : new Usage.Unknown();
    if (row.optionalText("level").orElse("").equals("ERROR")) {
      return new Completion.Failed(
          Fault.SERVER_ERROR, row.optionalText("statusMessage").orElse("no reason logged"), usage);
    }
    return ChatJson.completion(written(row.value().path("output")), usage);
  }
}
