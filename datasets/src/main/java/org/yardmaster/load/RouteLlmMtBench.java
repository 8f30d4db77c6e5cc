package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * MT-Bench: {@code question.jsonl} with two turns per question, {@code judgements.jsonl} with one
 * score from 1 to 10 per question, turn and model. The answers stand inside the judge's prompts and
 * are read from there. The second sample of a question shows both user turns, without the first
 * answer, since that one differs by model.
 */
final class RouteLlmMtBench {
  static final String JUDGEMENTS = "judgements.jsonl";
  private static final double LOWEST = 1;
  private static final double HIGHEST = 10;
  private static final double NO_SCORE = -1;

  private final Path folder;
  private final RowPolicy rows;
  private final Contamination contamination;
  private final Batch batch;
  private final Map<String, List<String>> turns = new HashMap<>();
  private final Set<String> leftOut = new TreeSet<>();

  RouteLlmMtBench(Path folder, RowPolicy rows, ImportOptions options) {
    this.folder = folder;
    this.rows = rows;
    this.contamination = Contamination.read(folder, options.allRows());
    this.batch = new Batch(Cards.of(RouteLlmImporter.MT_BENCH), rows, options.prices());
  }

  Imported read() {
    JsonFiles.lines(TextFiles.require(folder, "question.jsonl"), rows, this::addQuestion);
    JsonFiles.lines(TextFiles.require(folder, JUDGEMENTS), rows, this::addJudgement);
    return batch.imported();
  }

  private void addQuestion(JsonRow row) {
    String question = row.scalar("question_id");
    String category = row.name("category");
    List<String> texts = new ArrayList<>();
    for (JsonNode turn : row.array("turns")) {
      if (!turn.isTextual()) {
        throw JsonRow.wrong("turns", turn, "texts");
      }
      texts.add(turn.textValue());
    }
    if (texts.isEmpty()) {
      throw new BadRow("no turns", "at least one");
    }
    if (contamination.leavesOut(texts.getFirst())) {
      leftOut.add(question);
      return;
    }
    List<Message> messages = new ArrayList<>();
    for (String text : texts) {
      messages.add(Message.user(text));
      batch.add(
          new Sample(
              sampleId(question, messages.size()),
              new Prompt(messages, "", Set.of()),
              new Target.Labelled(),
              category,
              PromptGroup.of(texts.getFirst()),
              PublishedSplit.NONE,
              contamination.labels(texts.getFirst())));
    }
    turns.put(question, texts);
  }

  private static String sampleId(String question, long turn) {
    return question + "-turn-" + turn;
  }

  private void addJudgement(JsonRow row) {
    String question = row.scalar("question_id");
    if (leftOut.contains(question)) {
      return;
    }
    long turn = row.count("turn");
    String id = sampleId(question, turn);
    @Nullable List<String> asked = turns.get(question);
    if (asked == null || !batch.hasSample(id)) {
      throw new BadRow("a judgement of (%s)".formatted(id), "that question in question.jsonl");
    }
    batch.outcome(
        id,
        row.name("model"),
        completion(row.text("user_prompt"), asked.subList(0, (int) turn)),
        grade(row),
        new Latency.Unmeasured());
  }

  private static Grade grade(JsonRow row) {
    double score = row.number("score");
    if (score == NO_SCORE) {
      return new Grade.Unscored("published", "the judge gave no score");
    }
    if (score < LOWEST || score > HIGHEST) {
      throw new BadRow("score %s".formatted(score), "1 to 10");
    }
    double quality = (score - LOWEST) / (HIGHEST - LOWEST);
    return new Grade.Scored(
        "published", quality, score, LOWEST, HIGHEST, "", row.optionalText("judgment").orElse(""));
  }

  private static Completion completion(String judged, List<String> asked) {
    List<String> answers = MtBenchAnswers.of(judged);
    if (answers.size() != asked.size()) {
      return new Completion.Unpublished(new Usage.Unknown());
    }
    String last = answers.getLast();
    String before = String.join("", asked) + String.join("", answers.subList(0, asked.size() - 1));
    return new Completion.Completed(last, "", "", TokenEstimate.of(before, last));
  }
}
