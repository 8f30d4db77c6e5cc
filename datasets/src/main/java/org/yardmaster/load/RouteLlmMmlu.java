package org.yardmaster.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;

/**
 * One CSV per MMLU subject ({@code mmlu_SUBJECT.csv}): {@code prompt}, then one column of {@code
 * True} or {@code False} per model. Answers and gold letters were not published.
 */
final class RouteLlmMmlu {
  private static final String PROMPT = "prompt";

  private final Path folder;
  private final RowPolicy rows;
  private final Contamination contamination;
  private final Batch batch;

  RouteLlmMmlu(Path folder, RowPolicy rows, ImportOptions options) {
    this.folder = folder;
    this.rows = rows;
    this.contamination = Contamination.read(folder, options.allRows());
    this.batch = new Batch(Cards.of(RouteLlmImporter.MMLU), rows, options.prices());
  }

  Imported read() {
    for (Path file : TextFiles.fileOrList(folder.resolve("responses"), ".csv")) {
      String subject = TextFiles.baseName(file, ".csv").replaceFirst("^mmlu_", "");
      int[] row = {0};
      CsvFiles.rows(file, rows, List.of(PROMPT), csv -> add(subject, ++row[0], csv));
    }
    return batch.imported();
  }

  private void add(String subject, int number, CsvRow row) {
    String text = row.text(PROMPT);
    if (contamination.leavesOut(text)) {
      return;
    }
    Map<String, Boolean> right = new TreeMap<>();
    for (String column : row.columns().keySet()) {
      if (!column.equals(PROMPT)) {
        right.put(column, row.truth(column));
      }
    }
    String id = subject + "-" + number;
    batch.add(
        new Sample(
            id,
            Prompt.of(text),
            new Target.Labelled(),
            subject,
            PromptGroup.of(text),
            PublishedSplit.TEST,
            contamination.labels(text)));
    Completion letter = new Completion.Unpublished(TokenEstimate.of(text, TokenEstimate.LETTER));
    right.forEach(
        (model, isRight) ->
            batch.outcome(
                id,
                model,
                letter,
                Grade.Scored.published(isRight ? 1 : 0),
                new Latency.Unmeasured()));
  }
}
