package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;

/**
 * Sample logs of EleutherAI's lm-evaluation-harness: {@code MODEL/samples_TASK_DATE.jsonl}. The
 * prompt is the first argument of the first request; the label is the first metric between 0 and 1
 * that the row names. Where a document appears once per answer filter, the file's first filter
 * counts.
 */
final class LmEvalImporter implements Importer {
  private static final Pattern FILE =
      Pattern.compile("samples_(.+?)(_\\d{4}-\\d{2}-\\d{2}T[\\d.:-]+)?\\.jsonl");
  private static final List<String> METRICS =
      List.of("acc_norm", "acc", "exact_match", "pass@1", "em", "f1", "rougeL", "bleu");

  private static final ImportFormat FORMAT =
      new ImportFormat(
          "lm-eval",
          "lm-evaluation-harness sample logs (--log_samples)",
          "a folder with MODEL/samples_TASK_DATE.jsonl, or one MODEL folder",
          List.of(),
          "files written by hand after the published schema");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    String id = options.datasetId().orElse(FORMAT.name());
    Batch batch = new Batch(Cards.unpublished(id, FORMAT), rows, options.prices());
    List<Path> folders =
        Stream.concat(Stream.of(path), TextFiles.entries(path).stream())
            .filter(Files::isDirectory)
            .toList();
    for (Path folder : folders) {
      for (Path file : TextFiles.list(folder, ".jsonl")) {
        Matcher name = FILE.matcher(TextFiles.plainName(file));
        if (name.matches()) {
          String model = TextFiles.plainName(folder.toAbsolutePath().normalize());
          readFile(file, name.group(1), model.replace("__", "/"), batch, rows);
        }
      }
    }
    return List.of(batch.imported());
  }

  private static void readFile(Path file, String task, String model, Batch batch, RowPolicy rows) {
    Map<String, String> filters = new TreeMap<>();
    JsonFiles.lines(
        file,
        rows,
        row -> {
          String filter = row.optionalText("filter").orElse("");
          if (filters.putIfAbsent("first", filter) == null || filter.equals(filters.get("first"))) {
            add(row, task, model, batch);
          }
        });
  }

  private static void add(JsonRow row, String task, String model, Batch batch) {
    String text = prompt(row.node("arguments"));
    String id = task + "-" + row.scalar("doc_id");
    Grade grade = grade(row);
    String answer = answer(row.value());
    if (!batch.hasSample(id)) {
      batch.add(
          new Sample(
              id,
              Prompt.of(text),
              new Target.Labelled(),
              task,
              PromptGroup.of(text),
              PublishedSplit.TEST,
              Map.of()));
    }
    batch.outcome(
        id,
        model,
        new Completion.Completed(answer, "", "", TokenEstimate.of(text, answer)),
        grade,
        new Latency.Unmeasured());
  }

  /** {@code [[prompt, …], …]} or {@code {"gen_args_0": {"arg_0": prompt}}}. */
  private static String prompt(JsonNode arguments) {
    JsonNode first =
        arguments.isArray()
            ? arguments.path(0).path(0)
            : arguments.path("gen_args_0").path("arg_0");
    if (!first.isTextual()) {
      throw JsonRow.wrong("arguments", arguments, "requests that begin with the prompt");
    }
    return first.textValue();
  }

  private static String answer(JsonNode row) {
    JsonNode answer = row.path("filtered_resps").path(0);
    while (answer.isArray()) {
      answer = answer.path(0);
    }
    return answer.isValueNode() ? answer.asText() : "";
  }

  private static Grade grade(JsonRow row) {
    Stream<String> named =
        row.has("metrics") && row.node("metrics").isArray()
            ? row.node("metrics").valueStream().map(JsonNode::asText)
            : Stream.empty();
    return Stream.concat(named, METRICS.stream())
        .filter(metric -> row.value().path(metric).isNumber())
        .filter(metric -> row.number(metric) >= 0 && row.number(metric) <= 1)
        .findFirst()
        .<Grade>map(
            metric ->
                new Grade.Scored(
                    "published", row.number(metric), row.number(metric), 0, 1, "", metric))
        .orElseGet(() -> new Grade.Unscored("published", "no metric between 0 and 1"));
  }
}
