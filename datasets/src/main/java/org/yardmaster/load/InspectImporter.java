package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * Evaluation logs of Inspect AI: {@code .json} (one object with {@code eval} and {@code samples})
 * or {@code .eval} (a zip with {@code header.json} and {@code samples/*.json}). The first scorer's
 * value is the label: C, P, I and N, a truth value, or a number between 0 and 1. Epoch n is trial n
 * - 1.
 */
final class InspectImporter implements Importer {
  private static final double NANOS = 1e9;
  private static final double LONGEST_SECONDS = 1e7;

  private static final ImportFormat FORMAT =
      new ImportFormat(
          "inspect",
          "Inspect AI evaluation logs",
          "a .json or .eval log, or a folder of them",
          List.of(),
          "files written by hand after the published schema");

  /** What a log says once for all its samples. */
  private record Header(String task, String model) {}

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    String id = options.datasetId().orElse(FORMAT.name());
    Batch batch = new Batch(Cards.unpublished(id, FORMAT), rows, options.prices());
    List<Path> files = Files.isDirectory(path) ? TextFiles.entries(path) : List.of(path);
    for (Path file : files) {
      String name = TextFiles.plainName(file);
      if (name.endsWith(".eval")) {
        readZip(file, batch, rows);
      } else if (name.endsWith(".json")) {
        JsonRow log = JsonFiles.object(file);
        JsonFiles.row(log, rows, row -> readSamples(row, batch, rows));
      }
    }
    return List.of(batch.imported());
  }

  private static void readSamples(JsonRow log, Batch batch, RowPolicy rows) {
    Header header = header(log);
    for (JsonNode sample : log.array("samples")) {
      JsonFiles.row(log.place(), sample, "", rows, row -> add(row, header, batch));
    }
  }

  private static void readZip(Path file, Batch batch, RowPolicy rows) {
    List<Header> header = new ArrayList<>();
    ZipFiles.each(
        file,
        "header.json",
        (entry, bytes) -> header.add(headerOf(file, JsonFiles.object(file, bytes))));
    ZipFiles.each(
        file,
        ".json",
        (entry, bytes) -> {
          if (entry.startsWith("samples/")) {
            JsonRow sample = JsonFiles.object(file, bytes);
            JsonFiles.row(sample, rows, row -> add(row, header.getFirst(), batch));
          }
        });
  }

  /** Without a header nothing of the file can be used, whatever the row policy. */
  private static Header headerOf(Path file, JsonRow row) {
    try {
      return header(row);
    } catch (BadRow bad) {
      throw new BadInputException(file, bad.found() + " in header.json", bad.expected());
    }
  }

  private static Header header(JsonRow log) {
    JsonRow eval = log.object("eval");
    return new Header(eval.name("task"), eval.name("model"));
  }

  private static void add(JsonRow row, Header header, Batch batch) {
    String id = header.task() + "-" + row.scalar("id");
    int trial = row.has("epoch") ? (int) Math.min(row.count("epoch"), 1_000_000) - 1 : 0;
    if (trial < 0) {
      throw new BadRow("epoch 0", "epochs from 1");
    }
    Prompt prompt = ChatJson.prompt(row.node("input"), row.value().path("tools"));
    Completion completion = completion(row, header.model());
    Latency latency = latency(row);
    Cost cost = batch.listPrice(header.model(), completion.usage());
    if (!batch.hasSample(id)) {
      batch.add(
          new Sample(
              id,
              prompt,
              target(row.value().path("target")),
              header.task(),
              PromptGroup.of(prompt.routingText()),
              PublishedSplit.TEST,
              Map.of()));
    }
    batch.outcome(id, header.model(), trial, completion, grade(row), cost, latency);
  }

  private static Target target(JsonNode target) {
    List<String> accepted =
        (target.isArray() ? target.valueStream() : Stream.of(target))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .filter(text -> !text.isBlank())
            .toList();
    return accepted.isEmpty() ? new Target.Labelled() : new Target.Text(accepted);
  }

  private static Completion completion(JsonRow row, String model) {
    JsonNode counts = row.value().path("model_usage").path(model);
    Usage usage =
        counts.has("input_tokens")
            ? ChatJson.disjoint(
                total(counts, "input_tokens", "input_tokens_cache_read"),
                counts.path("input_tokens_cache_read"),
                counts.path("output_tokens"),
                counts.path("reasoning_tokens"))
            : new Usage.Unknown();
    if (row.has("error")) {
      return new Completion.Failed(
          Fault.SERVER_ERROR, row.node("error").path("message").asText("no reason logged"), usage);
    }
    JsonNode output = row.value().path("output");
    Completion read = ChatJson.completion(output, usage);
    return read instanceof Completion.Completed done && done.finishReason().isEmpty()
        ? new Completion.Completed(
            done.text(),
            done.toolCalls(),
            output.path("choices").path(0).path("stop_reason").asText(""),
            usage)
        : read;
  }

  /** Inspect counts cache reads beside the other input tokens, not among them. */
  private static JsonNode total(JsonNode counts, String part, String other) {
    return LongNode.valueOf(counts.path(part).asLong() + counts.path(other).asLong());
  }

  private static Latency latency(JsonRow row) {
    String field = row.has("working_time") ? "working_time" : "total_time";
    if (!row.has(field)) {
      return new Latency.Unmeasured();
    }
    double seconds = row.number(field);
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new BadRow("%s %s".formatted(field, seconds), "seconds from 0");
    }
    long nanos = Math.round(seconds * NANOS);
    return new Latency.Measured(nanos, nanos);
  }

  private static Grade grade(JsonRow row) {
    for (Map.Entry<String, JsonNode> score : row.value().path("scores").properties()) {
      JsonNode value = score.getValue().path("value");
      double quality = quality(value);
      String extracted = score.getValue().path("answer").asText("");
      return quality >= 0 && quality <= 1
          ? new Grade.Scored(score.getKey(), quality, quality, 0, 1, extracted, value.asText())
          : new Grade.Unscored(score.getKey(), "value %s is no quality".formatted(value));
    }
    return new Grade.Unscored("none", "the log has no score for this sample");
  }

  /** Quality in [0, 1], or a number outside when the value is none. */
  private static double quality(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "C", "true" -> 1;
      case "P" -> 0.5;
      case "I", "N", "false" -> 0;
      default -> -1;
    };
  }
}
