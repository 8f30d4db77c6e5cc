package org.yardmaster.load;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;

/**
 * {@code gsm8k_responses.csv}: {@code prompt}, per model a column of {@code True} or {@code False}
 * and a column {@code MODEL_response}; gold answers in {@code test.jsonl} after {@code ####}.
 */
final class RouteLlmGsm8k {
  static final String RESPONSES = "gsm8k_responses.csv";
  private static final String PROMPT = "prompt";
  private static final String RESPONSE = "_response";
  private static final String GOLD_MARK = "####";

  private final Path folder;
  private final RowPolicy rows;
  private final Contamination contamination;
  private final Batch batch;
  private final Map<String, Target> gold = new HashMap<>();

  private record Answer(boolean right, Completion completion) {}

  RouteLlmGsm8k(Path folder, RowPolicy rows, ImportOptions options) {
    this.folder = folder;
    this.rows = rows;
    this.contamination = Contamination.read(folder, options.allRows());
    this.batch = new Batch(Cards.of(RouteLlmImporter.GSM8K), rows, options.prices());
  }

  Imported read() {
    JsonFiles.lines(TextFiles.require(folder, "test.jsonl"), rows, this::addGold);
    int[] row = {0};
    CsvFiles.rows(
        TextFiles.require(folder, RESPONSES), rows, List.of(PROMPT), csv -> add(++row[0], csv));
    return batch.imported();
  }

  private void addGold(JsonRow row) {
    String answer = row.text("answer");
    int mark = answer.lastIndexOf(GOLD_MARK);
    if (mark < 0) {
      throw new BadRow("no " + GOLD_MARK + " in field \"answer\"", "the gold number after it");
    }
    String number = answer.substring(mark + GOLD_MARK.length()).strip().replace(",", "");
    try {
      gold.put(row.text("question"), new Target.Numeric(new BigDecimal(number), BigDecimal.ZERO));
    } catch (NumberFormatException notNumber) {
      throw new BadRow(BadRow.quoted(number) + " after " + GOLD_MARK, "a number");
    }
  }

  private void add(int number, CsvRow row) {
    String text = row.text(PROMPT);
    if (contamination.leavesOut(text)) {
      return;
    }
    @Nullable Target target = gold.get(text);
    if (target == null) {
      throw new BadRow(
          "prompt %s without gold answer".formatted(BadRow.quoted(text)), "it in test.jsonl");
    }
    Map<String, Answer> answers = answers(row, text);
    String id = "gsm8k-" + number;
    batch.add(
        new Sample(
            id,
            Prompt.of(text),
            target,
            "gsm8k",
            PromptGroup.of(text),
            PublishedSplit.TEST,
            contamination.labels(text)));
    answers.forEach(
        (model, answer) ->
            batch.outcome(
                id,
                model,
                answer.completion(),
                Grade.Scored.published(answer.right() ? 1 : 0),
                new Latency.Unmeasured()));
  }

  private static Map<String, Answer> answers(CsvRow row, String prompt) {
    Map<String, Answer> answers = new TreeMap<>();
    for (String column : row.columns().keySet()) {
      if (!column.equals(PROMPT) && !column.endsWith(RESPONSE)) {
        String response = row.text(column + RESPONSE);
        answers.put(
            column,
            new Answer(
                row.truth(column),
                new Completion.Completed(response, "", "", TokenEstimate.of(prompt, response))));
      }
    }
    return answers;
  }
}
