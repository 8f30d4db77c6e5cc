package org.yardmaster.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * RouterArena (arXiv 2510.00202): cached answers of single models, one JSON object per line, or a
 * router's prediction file, one JSON array whose elements name the model they were sent to. Cost is
 * the one published with each answer.
 */
final class RouterArenaImporter implements Importer {
  static final String ROUTER_ARENA = "routerarena";

  private static final ImportFormat FORMAT =
      new ImportFormat(
          ROUTER_ARENA,
          "RouterArena: measured tokens, cost and quality per model; evaluation only",
          "a folder with cached_results/MODEL.jsonl, one such file, or a prediction file (.json)",
          List.of(ROUTER_ARENA),
          "cached results: the published files of two models on the 809-prompt subset; prediction"
              + " files: a file written by hand");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Batch batch = new Batch(Cards.of(ROUTER_ARENA), rows, options.prices());
    if (TextFiles.plainName(path).endsWith(".json")) {
      JsonFiles.elements(path, rows, row -> addPrediction(batch, row));
    } else {
      Path cached = path.resolve("cached_results");
      Path folder = Files.isDirectory(cached) ? cached : path;
      for (Path file : TextFiles.fileOrList(folder, ".jsonl")) {
        JsonFiles.lines(file, rows, row -> addCached(batch, row));
      }
    }
    return List.of(batch.imported());
  }

  private static void addCached(Batch batch, JsonRow row) {
    JsonRow judged = row.object("evaluation_result");
    add(
        batch,
        row.name("global_index"),
        row.text("question"),
        row.name("llm_selected"),
        row,
        grade(judged.number("score"), judged.text("metric")),
        CallLog.cost(judged.number("inference_cost")));
  }

  private static void addPrediction(Batch batch, JsonRow row) {
    Grade grade =
        row.has("accuracy")
            ? grade(row.number("accuracy"), "accuracy")
            : new Grade.Unscored("published", "the prediction file carries no accuracy");
    Cost cost =
        row.has("cost")
            ? CallLog.cost(row.number("cost"))
            : new Cost.Unknown("no cost in the file");
    add(
        batch,
        row.name(row.has("global index") ? "global index" : "global_index"),
        row.text("prompt"),
        row.name("prediction"),
        row.object("generated_result"),
        grade,
        cost);
  }

  /** Reads the whole answer before anything is added. */
  private static void add(
      Batch batch,
      String id,
      String question,
      String candidate,
      JsonRow answer,
      Grade grade,
      Cost cost) {
    Completion completion = completion(answer);
    boolean totalDisagrees = totalDisagrees(answer.object("token_usage"));
    batch.outcome(id, candidate, 0, completion, grade, cost, new Latency.Unmeasured());
    if (totalDisagrees) {
      batch.totalTokensDisagree(id, candidate);
    }
    if (!batch.hasSample(id)) {
      String subject = id.replaceFirst("_[^_]*$", "");
      String source = subject.replaceFirst("[_-].*$", "");
      batch.add(
          new Sample(
              id,
              Prompt.of(question),
              new Target.Labelled(),
              source.isBlank() ? id : source,
              PromptGroup.of(question),
              PublishedSplit.TEST,
              Map.of("subject", subject)));
    }
  }

  private static boolean totalDisagrees(JsonRow tokens) {
    return tokens.has("total_tokens")
        && tokens.count("total_tokens")
            != tokens.count("input_tokens") + tokens.count("output_tokens");
  }

  private static Completion completion(JsonRow row) {
    JsonRow tokens = row.object("token_usage");
    Usage usage =
        Usage.Tokens.measured(tokens.count("input_tokens"), tokens.count("output_tokens"));
    if (row.has("success") && !row.node("success").asBoolean()) {
      String error = row.optionalText("error").orElse("no reason given");
      return new Completion.Failed(Fault.BAD_RESPONSE, error, usage);
    }
    return new Completion.Completed(row.text("generated_answer"), "", "", usage);
  }

  /** Metrics such as METEOR leave [0, 1]: the native score keeps what was published. */
  private static Grade grade(double score, String metric) {
    double quality = Math.clamp(score, 0, 1);
    return new Grade.Scored("published", quality, score, 0, 1, "", metric);
  }
}
