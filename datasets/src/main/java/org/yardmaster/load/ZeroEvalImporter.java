package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;

/**
 * ZeroEval results: one folder per task ({@code gsm}, {@code math-l5}, {@code crux}), in it one
 * JSON array per model with {@code chat_history}, {@code output} and the gold {@code answer}.
 * Answers come in ungraded: grading them is the harness's work.
 */
final class ZeroEvalImporter implements Importer {
  static final String ZERO_EVAL = "zeroeval";
  private static final String ENDING = ".json";

  private static final ImportFormat FORMAT =
      new ImportFormat(
          ZERO_EVAL,
          "ZeroEval: GSM8K, MATH level 5 and CRUXEval answered by up to 16 models, ungraded",
          "a folder with TASK/MODEL.json, or one TASK folder",
          List.of(ZERO_EVAL),
          "the published files of gsm (14 models), math-l5 and crux (16 models each)");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Batch batch = new Batch(Cards.of(ZERO_EVAL), rows, options.prices());
    for (Path folder : folders(path)) {
      String task = TextFiles.plainName(folder.toAbsolutePath().normalize());
      for (Path file : TextFiles.list(folder, ENDING)) {
        String model = TextFiles.baseName(file, ENDING);
        JsonFiles.elements(file, rows, row -> add(batch, task, model, row));
      }
    }
    return List.of(batch.imported());
  }

  private static List<Path> folders(Path path) {
    return Stream.concat(
            Stream.of(path), TextFiles.entries(path).stream().filter(Files::isDirectory))
        .filter(folder -> !TextFiles.list(folder, ENDING).isEmpty())
        .toList();
  }

  private static void add(Batch batch, String task, String model, JsonRow row) {
    String id = task + "-" + row.scalar("id");
    String asked = only(row, "chat_history");
    String answered = only(row, "output");
    Target target = target(task, row.scalar("answer"));
    if (!batch.hasSample(id)) {
      String question =
          Stream.of("question", "problem")
              .flatMap(f -> row.optionalText(f).stream())
              .findFirst()
              .orElse(asked);
      batch.add(
          new Sample(
              id,
              Prompt.of(asked),
              target,
              task,
              PromptGroup.of(question),
              PublishedSplit.TEST,
              Map.of()));
    }
    batch.outcome(
        id,
        model,
        new Completion.Completed(answered, "", "", TokenEstimate.of(asked, answered)),
        new Grade.Unscored("published", "the source publishes answers, not labels per answer"),
        new Latency.Unmeasured());
  }

  private static String only(JsonRow row, String field) {
    JsonNode texts = row.array(field);
    if (texts.isEmpty() || !texts.get(0).isTextual()) {
      throw JsonRow.wrong(field, texts, "an array with a text");
    }
    return texts.get(0).textValue();
  }

  /** A program's value for CRUXEval; else a number where the gold answer is one, else maths. */
  private static Target target(String task, String answer) {
    return task.equals("crux")
        ? new Target.Text(List.of(answer))
        : number(answer).orElseGet(() -> new Target.Maths(answer));
  }

  private static Optional<Target> number(String answer) {
    String plain = answer.replaceFirst("^#", "").replace(",", "").strip();
    return plain.matches("-?\\d+(\\.\\d+)?")
        ? Optional.of(new Target.Numeric(new BigDecimal(plain), BigDecimal.ZERO))
        : Optional.empty();
  }
}
