package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.provenance.Digest;

/**
 * Published model outputs on MMLU-Pro (arXiv 2406.01574): per model a zip or JSON file, or a folder
 * with one file per category, each holding one JSON array. Right is what was predicted as the gold
 * letter; an answer without a prediction is wrong. Some files carry their own version of a
 * question, so a sample is a question number together with its text, options and gold letter.
 */
final class MmluProImporter implements Importer {
  static final String MMLU_PRO = "mmlu-pro";
  private static final String PREFIX = "model_outputs_";
  private static final String SUFFIX = "_5shots";
  private static final List<String> ANSWERS =
      List.of("model_outputs", "generated_text", "response");
  private static final int VERSION_DIGITS = 8;

  private static final ImportFormat FORMAT =
      new ImportFormat(
          MMLU_PRO,
          "MMLU-Pro: 12,032 ten-option questions in 14 categories, answers of 10 models",
          "a folder with model_outputs_MODEL_5shots.zip (or .json) files and MODEL/CATEGORY"
              + "_result.json folders, or one such file",
          List.of(MMLU_PRO),
          "the published files of 10 models");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Batch batch = new Batch(Cards.of(MMLU_PRO), rows, options.prices());
    List<Path> entries = Files.isDirectory(path) ? TextFiles.entries(path) : List.of(path);
    for (Path entry : entries) {
      String name = TextFiles.plainName(entry);
      if (Files.isDirectory(entry)) {
        for (Path file : TextFiles.list(entry, "_result.json")) {
          JsonFiles.elements(file, rows, row -> add(batch, name, row));
        }
      } else if (name.endsWith(".zip")) {
        String model = model(name, ".zip");
        ZipFiles.each(entry, ".json", (json, bytes) -> readArray(entry, bytes, batch, model, rows));
      } else if (name.endsWith(".json")) {
        JsonFiles.elements(entry, rows, row -> add(batch, model(name, ".json"), row));
      }
    }
    return List.of(batch.imported());
  }

  /** One published array holds names of categories between its rows. */
  private static void readArray(
      Path file, InputStream bytes, Batch batch, String model, RowPolicy rows) throws IOException {
    JsonFiles.elements(
        file, bytes, rows, element -> !element.isTextual(), row -> add(batch, model, row));
  }

  private static String model(String name, String ending) {
    String base = name.substring(0, name.length() - ending.length());
    String model = base.startsWith(PREFIX) ? base.substring(PREFIX.length()) : base;
    return model.endsWith(SUFFIX) ? model.substring(0, model.length() - SUFFIX.length()) : model;
  }

  private static void add(Batch batch, String model, JsonRow row) {
    List<String> options = options(row);
    String answer = row.text("answer");
    if (!answer.matches("[A-Z]")) {
      throw new BadRow("%s in field \"answer\"".formatted(BadRow.quoted(answer)), "one letter A-Z");
    }
    String text = text(row.text("question"), options);
    String version = Digest.sha256Hex(text + '\u0000' + answer).substring(0, VERSION_DIGITS);
    String id = row.scalar("question_id") + "-" + version;
    String category = row.name("category");
    String predicted = row.optionalText("pred").orElse("");
    String response = ANSWERS.stream().filter(row::has).findFirst().map(row::text).orElse("");
    if (!batch.hasSample(id)) {
      batch.add(
          new Sample(
              id,
              Prompt.of(text),
              new Target.Choice(answer.charAt(0)),
              category,
              PromptGroup.of(row.text("question")),
              PublishedSplit.TEST,
              row.optionalText("src").map(source -> Map.of("source", source)).orElse(Map.of())));
    }
    batch.outcome(
        id,
        model,
        new Completion.Completed(response, "", "", TokenEstimate.of(text, response)),
        Grade.Scored.binary("published", predicted.equals(answer), predicted, ""),
        new Latency.Unmeasured());
  }

  private static List<String> options(JsonRow row) {
    List<String> options = new ArrayList<>();
    for (JsonNode option : row.array("options")) {
      if (!option.isTextual()) {
        throw JsonRow.wrong("options", option, "texts");
      }
      options.add(option.textValue());
    }
    return options;
  }

  private static String text(String question, List<String> options) {
    StringBuilder text = new StringBuilder(question);
    for (int index = 0; index < options.size(); index++) {
      text.append('\n').append((char) ('A' + index)).append(". ").append(options.get(index));
    }
    return text.toString();
  }
}
