package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.PriceBook;

/**
 * LLMRouter's files: score records {@code {question, scores{model: 0..1}, cluster_id}} as a JSON
 * array, queries {@code {task_name, query, ground_truth, metric, choices, task_id}} one per line,
 * and a price card {@code {model: {input_price, output_price}}} in USD per million tokens. Records
 * and queries of equal text are joined; whether a file is training or test data is told by its
 * name. No file carries answers or token counts, so costs are unknown.
 */
final class LlmRouterImporter implements Importer {
  static final String LLM_ROUTER = "llmrouter";

  private static final ImportFormat FORMAT =
      new ImportFormat(
          LLM_ROUTER,
          "LLMRouter's score records, queries and price card",
          "a folder with .json score records and, if any, .jsonl queries and a .json price card;"
              + " or one file of records",
          List.of(LLM_ROUTER),
          "price card: the published file; records and queries: files written by hand");

  /** A row of either kind, with the sample id and split that its file gives it. */
  private record Scores(
      String id,
      PublishedSplit split,
      String question,
      Map<String, Double> byModel,
      Optional<String> cluster) {}

  private record Query(String id, PublishedSplit split, JsonRow row) {}

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    List<Path> files = Files.isDirectory(path) ? TextFiles.entries(path) : List.of(path);
    List<Query> queries = new ArrayList<>();
    List<Scores> records = new ArrayList<>();
    PriceBook prices = options.prices();
    for (Path file : files) {
      String name = TextFiles.plainName(file);
      if (name.endsWith(".jsonl")) {
        JsonFiles.lines(
            file,
            rows,
            row -> {
              row.text("query");
              queries.add(new Query(id(file, queries.size()), split(name), row));
            });
      } else if (name.endsWith(".json") && PriceCards.isLlmRouter(file)) {
        prices = prices.prices().isEmpty() ? PriceCards.readLlmRouter(file) : prices;
      } else if (name.endsWith(".json")) {
        JsonFiles.elements(
            file, rows, row -> records.add(scores(id(file, records.size()), split(name), row)));
      }
    }
    return List.of(joined(queries, records, new Batch(Cards.of(LLM_ROUTER), rows, prices)));
  }

  /**
   * One sample per query, with the scores of a record of its text, and one per record left over. A
   * record is not shared between training and test files that both carry records.
   */
  private static Imported joined(List<Query> queries, List<Scores> records, Batch batch) {
    Map<String, List<Scores>> byText =
        records.stream().collect(Collectors.groupingBy(Scores::question));
    Set<String> used = new HashSet<>();
    for (Query query : queries) {
      String text = query.row().text("query");
      Optional<Scores> record =
          byText.getOrDefault(text, List.of()).stream()
              .filter(found -> isFor(found.split(), query.split()))
              .findFirst();
      record.ifPresent(found -> used.add(found.id()));
      Map<String, Double> scores = record.map(Scores::byModel).orElse(Map.of());
      Optional<String> cluster = record.flatMap(Scores::cluster);
      add(
          new Scores(query.id(), query.split(), text, scores, cluster),
          Optional.of(query.row()),
          batch);
    }
    records.stream()
        .filter(record -> !used.contains(record.id()))
        .forEach(record -> add(record, Optional.empty(), batch));
    return batch.imported();
  }

  private static boolean isFor(PublishedSplit record, PublishedSplit query) {
    return record == query || record == PublishedSplit.NONE || query == PublishedSplit.NONE;
  }

  private static String id(Path file, int earlier) {
    return TextFiles.plainName(file).replaceFirst("\\.jsonl?$", "") + "-" + (earlier + 1);
  }

  /** The split that a file's name tells, as {@code query_train.jsonl} does. */
  private static PublishedSplit split(String name) {
    if (name.contains("train")) {
      return PublishedSplit.TRAIN;
    }
    if (name.contains("test")) {
      return PublishedSplit.TEST;
    }
    return name.contains("val") ? PublishedSplit.VALIDATION : PublishedSplit.NONE;
  }

  private static Scores scores(String id, PublishedSplit split, JsonRow row) {
    Map<String, Double> byModel = new LinkedHashMap<>();
    JsonRow scores = row.object("scores");
    for (Map.Entry<String, JsonNode> entry : scores.value().properties()) {
      double score = scores.number(entry.getKey());
      if (score < 0 || score > 1) {
        throw new BadRow("score %s of (%s)".formatted(score, entry.getKey()), "0 to 1");
      }
      if (entry.getKey().isBlank()) {
        throw new BadRow("a score without model", "the name of a model");
      }
      byModel.put(entry.getKey(), score);
    }
    Optional<String> cluster =
        row.has("cluster_id") ? Optional.of(row.scalar("cluster_id")) : Optional.empty();
    return new Scores(id, split, row.text("question"), byModel, cluster);
  }

  private static void add(Scores record, Optional<JsonRow> query, Batch batch) {
    batch.add(sample(record, query));
    record
        .byModel()
        .forEach(
            (model, score) ->
                batch.outcome(
                    record.id(),
                    model,
                    new Completion.Unpublished(new Usage.Unknown()),
                    Grade.Scored.published(score),
                    new Latency.Unmeasured()));
  }

  private static Sample sample(Scores record, Optional<JsonRow> query) {
    String task =
        query
            .flatMap(row -> scalar(row, "task_name"))
            .or(() -> record.cluster().map(cluster -> "cluster-" + cluster))
            .orElse("all");
    String choices = query.flatMap(row -> scalar(row, "choices")).orElse("");
    return new Sample(
        record.id(),
        Prompt.of(choices.isEmpty() ? record.question() : record.question() + "\n" + choices),
        query
            .flatMap(row -> scalar(row, "ground_truth"))
            .<Target>map(truth -> new Target.Text(List.of(truth)))
            .orElseGet(Target.Labelled::new),
        task,
        PromptGroup.of(record.question()),
        record.split(),
        query
            .flatMap(row -> scalar(row, "metric"))
            .map(metric -> Map.of("metric", metric))
            .orElse(Map.of()));
  }

  /** Text, or a number as text; empty when absent, blank or nested. */
  private static Optional<String> scalar(JsonRow row, String field) {
    JsonNode node = row.value().path(field);
    return node.isValueNode() && !node.isNull() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }
}
