package org.yardmaster.load;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;

/**
 * RouterBench's wide table (arXiv 2403.12031): {@code sample_id}, {@code prompt}, {@code
 * eval_name}, then per model its score in a column of its name, its answer in {@code
 * MODEL|model_response} and its cost in {@code MODEL|total_cost}. The published costs are ten times
 * too low and are not used: costs are list prices of estimated tokens, or unknown.
 */
final class RouterBenchImporter implements Importer {
  static final String ROUTER_BENCH = "routerbench";
  private static final String RESPONSE = "|model_response";
  private static final List<String> REQUIRED = List.of("sample_id", "prompt", "eval_name");

  private static final ImportFormat FORMAT =
      new ImportFormat(
          ROUTER_BENCH,
          "RouterBench's wide table: scores and answers of 11 models",
          "one .csv or .parquet file",
          List.of(ROUTER_BENCH),
          "files written by hand after the published columns");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Batch batch = new Batch(Cards.of(ROUTER_BENCH), rows, options.prices());
    if (TextFiles.plainName(path).endsWith(".parquet")) {
      parquet(path, options.parquet(), rows, row -> add(row, batch));
    } else {
      CsvFiles.rows(path, rows, REQUIRED, row -> add(row, batch));
    }
    return List.of(batch.imported());
  }

  /** Rows of a Parquet file; a place's line is the row's number, from 1. */
  private static void parquet(
      Path file, TableReader reader, RowPolicy rows, Consumer<CsvRow> handler) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    long[] line = {0};
    reader.read(
        file,
        cells -> {
          if (columns.isEmpty()) {
            IntStream.range(0, cells.size()).forEach(index -> columns.put(cells.get(index), index));
            CsvFiles.requireColumns(file, columns.keySet(), REQUIRED);
          } else {
            line[0]++;
            CsvFiles.row(new CsvRow(new Place(file, line[0], 0), columns, cells), rows, handler);
          }
        });
  }

  private record Answer(double score, Completion completion) {}

  private static void add(CsvRow row, Batch batch) {
    String text = row.text("prompt");
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (String column : row.columns().keySet()) {
      if (column.endsWith(RESPONSE)) {
        String model = column.substring(0, column.length() - RESPONSE.length());
        answers.put(model, answer(row, model, text));
      }
    }
    if (answers.isEmpty()) {
      throw new BadRow("no column ending in " + RESPONSE, "one per model");
    }
    String id = row.name("sample_id");
    String task = row.name("eval_name");
    batch.add(
        new Sample(
            id,
            Prompt.of(text),
            new Target.Labelled(),
            task,
            PromptGroup.of(text),
            PublishedSplit.NONE,
            Map.of()));
    answers.forEach(
        (model, answer) ->
            batch.outcome(
                id,
                model,
                answer.completion(),
                Grade.Scored.published(answer.score()),
                new Latency.Unmeasured()));
  }

  private static Answer answer(CsvRow row, String model, String prompt) {
    double score = row.number(model);
    if (score < 0 || score > 1) {
      throw row.wrong(model, "a score from 0 to 1");
    }
    String response = row.text(model + RESPONSE);
    return new Answer(
        score, new Completion.Completed(response, "", "", TokenEstimate.of(prompt, response)));
  }
}
