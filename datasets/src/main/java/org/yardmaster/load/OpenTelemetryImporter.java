package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;

/**
 * OTLP traces as JSON, one export request per line, whose spans follow the GenAI semantic
 * conventions: {@code gen_ai.request.model}, {@code gen_ai.input.messages}, {@code
 * gen_ai.output.messages}, {@code gen_ai.usage.*}. Spans without a model are no calls; spans
 * without logged messages are refused, since nothing could be learned from them.
 */
final class OpenTelemetryImporter implements Importer {
  private static final String PREFIX = "gen_ai.";
  private static final int STATUS_ERROR = 2;

  private static final ImportFormat FORMAT =
      new ImportFormat(
          "otel",
          "OpenTelemetry traces with GenAI spans (OTLP JSON)",
          "a .jsonl or .json file with one export request per line, or a folder of .jsonl files",
          List.of(),
          "files written by hand after the published conventions");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    CallLog log = new CallLog(FORMAT, rows, options);
    for (Path file : TextFiles.fileOrList(path, ".jsonl")) {
      JsonFiles.lines(file, rows, row -> addSpans(row, rows, log));
    }
    return log.imported();
  }

  private static void addSpans(JsonRow row, RowPolicy rows, CallLog log) {
    for (JsonNode resource : row.array("resourceSpans")) {
      for (JsonNode scope : resource.path("scopeSpans")) {
        for (JsonNode span : scope.path("spans")) {
          JsonFiles.row(row.place(), span, "", rows, found -> add(found, log));
        }
      }
    }
  }

  private static void add(JsonRow span, CallLog log) {
    Map<String, JsonNode> attributes = attributes(span.value().path("attributes"));
    @Nullable JsonNode model = attributes.get("request.model");
    if (model == null) {
      return;
    }
    Optional<Instant> start = nanos(span, "startTimeUnixNano");
    log.add(
        new CallLog.Call(
            ChatJson.prompt(
                json(attributes, "input.messages"), json(attributes, "tool.definitions")),
            text(attributes, "operation.name", "call"),
            model.asText(),
            completion(span, attributes),
            Optional.empty(),
            CallLog.between(start, Optional.empty(), nanos(span, "endTimeUnixNano")),
            start));
  }

  private static Completion completion(JsonRow span, Map<String, JsonNode> attributes) {
    JsonNode none = MissingNode.getInstance();
    Usage usage =
        attributes.containsKey("usage.input_tokens")
            ? ChatJson.disjoint(
                attributes.getOrDefault("usage.input_tokens", none),
                attributes.getOrDefault("usage.cache_read.input_tokens", none),
                attributes.getOrDefault("usage.output_tokens", none),
                attributes.getOrDefault("usage.reasoning.output_tokens", none))
            : new Usage.Unknown();
    JsonNode status = span.value().path("status");
    if (status.path("code").asInt() == STATUS_ERROR) {
      return new Completion.Failed(
          Fault.SERVER_ERROR, status.path("message").asText("no reason logged"), usage);
    }
    JsonNode output = json(attributes, "output.messages");
    return ChatJson.completion(output.isArray() ? output.path(0) : output, usage);
  }

  /** GenAI attributes by their name after the common prefix. */
  private static Map<String, JsonNode> attributes(JsonNode list) {
    Map<String, JsonNode> attributes = new TreeMap<>();
    for (JsonNode attribute : list) {
      String key = attribute.path("key").asText();
      if (key.startsWith(PREFIX)) {
        attributes.put(key.substring(PREFIX.length()), value(attribute.path("value")));
      }
    }
    return attributes;
  }

  /** OTLP wraps every value by its type, and writes 64-bit integers as text. */
  private static JsonNode value(JsonNode wrapped) {
    for (Map.Entry<String, JsonNode> entry : wrapped.properties()) {
      JsonNode inner = entry.getValue();
      boolean number = entry.getKey().equals("intValue") && inner.asText().matches("-?\\d{1,18}");
      return number ? JsonNodeFactory.instance.numberNode(inner.asLong()) : inner;
    }
    return MissingNode.getInstance();
  }

  private static JsonNode json(Map<String, JsonNode> attributes, String key) {
    return ChatJson.embedded(attributes.getOrDefault(key, MissingNode.getInstance()));
  }

  private static String text(Map<String, JsonNode> attributes, String key, String otherwise) {
    String text = attributes.getOrDefault(key, MissingNode.getInstance()).asText();
    return text.isBlank() ? otherwise : text;
  }

  private static Optional<Instant> nanos(JsonRow span, String field) {
    String text = span.has(field) ? span.scalar(field) : "";
    return text.matches("\\d{1,18}|[1-8]\\d{18}")
        ? Optional.of(Instant.ofEpochSecond(0, Long.parseLong(text)))
        : Optional.empty();
  }
}
