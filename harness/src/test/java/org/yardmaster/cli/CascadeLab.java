package org.yardmaster.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.experiment.JudgeSpec;
import org.yardmaster.experiment.Lab;
import org.yardmaster.grade.Graders;
import org.yardmaster.grade.JudgePrompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.store.Database;

/**
 * Recorded answers of which cascades can be worked out by hand. Of every four prompts, {@code
 * small} answers two rightly and briefly, one wrongly and one without any option, both at length;
 * {@code big} errs on every twelfth. A call costs 1,000 and 10,000 nano-dollars and takes one and
 * three seconds.
 */
final class CascadeLab {
  static final int PROMPTS = 240;

  /** Multiple choice. */
  static final String CHOICES = "choices";

  /** The same without targets; labels come from elsewhere. */
  static final String LABELLED = "labelled";

  /** Labels alone: no answer was published. */
  static final String UNPUBLISHED = "unpublished";

  private CascadeLab() {}

  static Path create(Path folder) {
    Path file = folder.resolve("cascade.duckdb");
    try (Lab lab = new Lab(Database.open(file), Clock.systemUTC())) {
      lab.outcomes()
          .addCandidates(
              List.of(
                  Candidate.recorded("small"),
                  Candidate.recorded("big"),
                  Candidate.recorded("referee")));
      fill(lab, CHOICES, index -> new Target.Choice('A'), true);
      fill(lab, LABELLED, index -> new Target.Labelled(), true);
      fill(lab, UNPUBLISHED, index -> new Target.Labelled(), false);
      judge(lab);
    }
    return file;
  }

  /** Asks {@code small} once more: it repeats what was right and invents what was not. */
  static void repeat(Path file) {
    try (Lab lab = new Lab(Database.open(file), Clock.systemUTC())) {
      List<Outcome> again = new ArrayList<>();
      for (int index = 0; index < PROMPTS; index++) {
        String text = index % 4 < 2 ? small(index) : "Answer: %c".formatted('C' + index % 4);
        again.add(
            outcome(CHOICES, index, "small", 1, answer(text), grade(new Target.Choice('A'), text)));
      }
      lab.outcomes().append(again);
    }
  }

  private static void fill(Lab lab, String id, IntFunction<Target> target, boolean published) {
    List<Sample> samples =
        IntStream.range(0, PROMPTS).mapToObj(index -> sample(id, index, target)).toList();
    lab.datasets().add(card(id), samples);
    List<Outcome> outcomes = new ArrayList<>();
    for (int index = 0; index < PROMPTS; index++) {
      for (String candidate : List.of("small", "big")) {
        String text = candidate.equals("small") ? small(index) : big(index);
        Grade grade =
            target.apply(index) instanceof Target.Labelled
                ? label(text.endsWith("Answer: A") ? 1 : 0)
                : grade(target.apply(index), text);
        Completion answer = published ? answer(text) : new Completion.Unpublished(tokens());
        outcomes.add(outcome(id, index, candidate, 0, answer, grade));
      }
    }
    lab.outcomes().append(outcomes);
  }

  /**
   * A referee that was not shown the right answers finds out every wrong one of the small model.
   */
  private static void judge(Lab lab) {
    JudgeSpec spec =
        new JudgeSpec(LABELLED, "referee", JudgeSpec.USUAL_RUBRIC, java.util.Optional.empty());
    List<Sample> asked = new ArrayList<>();
    List<Outcome> calls = new ArrayList<>();
    for (int index = 0; index < PROMPTS; index++) {
      Sample about = sample(LABELLED, index, any -> new Target.Labelled());
      Prompt prompt =
          JudgePrompt.score(about.prompt(), about.target(), small(index), spec.rubric());
      asked.add(
          new Sample(
              prompt.digest(),
              prompt,
              about.target(),
              "t",
              about.groupId(),
              PublishedSplit.NONE,
              Map.of()));
      calls.add(
          new Outcome(
              spec.callsId(),
              prompt.digest(),
              "referee",
              0,
              answer("Score: " + (index % 4 < 2 ? 9 : 3)),
              label(1),
              new Cost.Known(500),
              new Latency.Measured(500_000_000, 1)));
    }
    lab.datasets().add(card(spec.callsId()), asked);
    lab.outcomes().append(calls);
  }

  private static String small(int index) {
    return switch (index % 4) {
      case 0, 1 -> "Answer: A";
      case 2 -> "Let me think about this one for a while. Answer: B";
      default -> "I have thought about this one for long and cannot tell you at all what is meant.";
    };
  }

  private static String big(int index) {
    return index % 12 == 0 ? "Answer: C" : "Answer: A";
  }

  private static Sample sample(String id, int index, IntFunction<Target> target) {
    return new Sample(
        id + index,
        Prompt.of("Question number %d of %s?".formatted(index, id)),
        target.apply(index),
        "task",
        id + index,
        PublishedSplit.NONE,
        Map.of());
  }

  private static Outcome outcome(
      String id, int index, String candidate, int trial, Completion answer, Grade grade) {
    boolean small = candidate.equals("small");
    return new Outcome(
        id,
        id + index,
        candidate,
        trial,
        answer,
        grade,
        new Cost.Known(small ? 1_000 : 10_000),
        new Latency.Measured(small ? 1_000_000_000L : 3_000_000_000L, 1));
  }

  private static Completion.Completed answer(String text) {
    return new Completion.Completed(text, "", "stop", tokens());
  }

  private static Usage tokens() {
    return Usage.Tokens.measured(5, 5);
  }

  private static Grade grade(Target target, String text) {
    return Graders.standard().grade(target, answer(text));
  }

  private static Grade label(double quality) {
    return new Grade.Scored("label/1", quality, quality, 0, 1, "", "");
  }

  private static DatasetCard card(String id) {
    return new DatasetCard(
        id, "Toy", "here", "Apache-2.0", false, "tests", List.of(), List.of(), "by group");
  }
}
