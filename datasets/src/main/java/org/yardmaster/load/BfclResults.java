package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * The answers of one configuration, one file per category, and beside each a score file: a header,
 * then one row per failure whose {@code id} is the line number in the result file. Since what is
 * absent there counts as right, a score file is believed only when its header, its failures and the
 * result file agree in number; a damaged one ends the import under every row policy.
 */
final class BfclResults {
  private static final String RESULT = "_result.json";
  private static final double NANOS = 1e9;
  private static final double LONGEST_SECONDS = 1e6;

  private final Path folder;
  private final Path scores;
  private final String configuration;
  private final Map<String, Sample> samples;
  private final Batch batch;
  private final RowPolicy rows;

  BfclResults(Path folder, Path scores, Map<String, Sample> samples, Batch batch, RowPolicy rows) {
    this.folder = folder;
    this.configuration = String.valueOf(folder.getFileName());
    this.scores = scores.resolve(configuration);
    this.samples = samples;
    this.batch = batch;
    this.rows = rows;
  }

  void read() {
    for (Path file : TextFiles.fileOrList(folder, RESULT)) {
      String category = BfclPrompts.category(file, RESULT);
      Path scoreFile = TextFiles.require(scores, category + "_score.json");
      Failures failures = Failures.read(scoreFile);
      long[] lines = {0};
      JsonFiles.lines(
          file,
          rows,
          row -> {
            lines[0]++;
            add(category, row, failures);
          });
      failures.requireRows(file, lines[0], rows);
    }
  }

  private void add(String category, JsonRow row, Failures failures) {
    String id = row.name("id");
    @Nullable Sample sample = samples.get(id);
    if (sample == null || !sample.task().equals(category)) {
      throw new BadRow("id " + BadRow.quoted(id), "a prompt of category " + category);
    }
    @Nullable String problem = failures.byLine().get(row.place().line());
    Grade grade =
        new Grade.Scored(
            "published",
            problem == null ? 1 : 0,
            problem == null ? 1 : 0,
            0,
            1,
            "",
            problem == null ? "" : problem);
    batch.outcome(id, configuration, completion(row), grade, latency(row));
  }

  private static Completion completion(JsonRow row) {
    JsonNode result = row.node("result");
    if (!result.isTextual() && !result.isArray()) {
      throw JsonRow.wrong("result", result, "text or an array of calls");
    }
    Usage usage =
        row.has("input_token_count") || row.has("output_token_count")
            ? Usage.Tokens.measured(row.count("input_token_count"), row.count("output_token_count"))
            : new Usage.Unknown();
    return result.isTextual()
        ? new Completion.Completed(result.textValue(), "", "", usage)
        : new Completion.Completed(BfclCalls.said(result), BfclCalls.made(result), "", usage);
  }

  private static Latency latency(JsonRow row) {
    if (!row.has("latency")) {
      return new Latency.Unmeasured();
    }
    double seconds = row.number("latency");
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new BadRow("latency %s".formatted(seconds), "seconds from 0");
    }
    long nanos = Math.round(seconds * NANOS);
    return new Latency.Measured(nanos, nanos);
  }

  /**
   * A score file.
   *
   * @param byLine kind of error by line of the result file
   * @param total how many answers were judged
   */
  private record Failures(Path file, Map<Long, String> byLine, long total) {

    static Failures read(Path file) {
      Map<Long, String> byLine = new HashMap<>();
      long[] header = {-1, -1};
      JsonFiles.lines(
          file,
          RowPolicy.strict(),
          row -> {
            if (header[0] < 0) {
              header[0] = row.count("total_count");
              header[1] = row.count("correct_count");
            } else {
              byLine.put(row.count("id"), row.optionalText("error_type").orElse("wrong"));
            }
          });
      if (header[0] < 0 || header[0] - header[1] != byLine.size()) {
        throw new BadInputException(
            file,
            "%d of %d correct in its header but %d failures"
                .formatted(header[1], header[0], byLine.size()),
            "one row per failure");
      }
      return new Failures(file, byLine, header[0]);
    }

    void requireRows(Path results, long found, RowPolicy rows) {
      boolean allRead = rows.refused() == 0;
      if (found > total || (allRead && found != total)) {
        throw new BadInputException(
            results, "%d answers".formatted(found), "%d as judged in %s".formatted(total, file));
      }
    }
  }
}
