package org.yardmaster.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.store.OutcomeReader;

/**
 * Acceptance tests by name, over recorded answers. Where what a test looks at was not recorded, it
 * is refused.
 */
public final class AcceptanceReader {
  /** All names, for people; {@code NAME} is the id of the candidate that judged. */
  public static final String NAMES = "expected, format, length, agreement, judge:NAME";

  private static final String JUDGE = "judge:";
  private static final List<String> PLAIN = List.of("expected", "format", "length", "agreement");

  private final Lab lab;
  private final OutcomeTable table;
  private final String rubric;

  /** Answers of each candidate but the last, per prompt of the table. */
  private final List<Map<String, List<Outcome>>> answers;

  /**
   * Reads the answers.
   *
   * @param table candidates in the order in which they are asked, on prompts that all answered
   * @param rubric of the calls of a judge
   */
  public AcceptanceReader(Lab lab, OutcomeTable table, String rubric) {
    this.lab = lab;
    this.table = table;
    this.rubric = rubric;
    OutcomeReader reader = new OutcomeReader(lab.database());
    this.answers =
        table.candidates().stream()
            .limit(table.candidateCount() - 1L)
            .map(candidate -> bySample(reader.read(table.datasetId(), candidate.id())))
            .toList();
  }

  private static Map<String, List<Outcome>> bySample(List<Outcome> outcomes) {
    Map<String, List<Outcome>> found = new HashMap<>();
    outcomes.forEach(
        outcome ->
            found.merge(
                outcome.sampleId(),
                List.of(outcome),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList()));
    return found;
  }

  /**
   * The names as given, if each is one and stands there once.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static List<String> known(List<String> names) {
    for (String name : names) {
      boolean judge = name.startsWith(JUDGE) && name.length() > JUDGE.length();
      if (!judge && !PLAIN.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown acceptance test (%s); expected some of %s. The oracle's, a bound, is always shown."
                .formatted(name, NAMES));
      }
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("Acceptance tests (%s) repeat.".formatted(names));
    }
    return names;
  }

  /**
   * The test of that name.
   *
   * @throws IllegalArgumentException when there is none, or what it looks at was not recorded
   */
  public Acceptance of(String name) {
    return switch (known(List.of(name)).getFirst()) {
      case "expected" -> new Acceptance.Expected();
      case "format" -> format();
      case "length" -> length();
      case "agreement" -> agreement();
      default ->
          new JudgeAcceptance(lab, table, rubric).of(name, name.substring(JUDGE.length()), answers);
    };
  }

  private Acceptance format() {
    long without =
        table.samples().stream().filter(sample -> AnswerFormat.target(sample).isEmpty()).count();
    if (without > 0) {
      throw new IllegalArgumentException(
          "Acceptance test (format) needs to know what kind of answer is asked for; %,d of %,d prompts of %s neither have a target of a kind that is read out of answers (a letter, a number, JSON, calls, a text) nor offer tools.\nMaybe take another test: %s."
              .formatted(without, table.sampleCount(), table.datasetId(), NAMES));
    }
    return new Acceptance.OfAnswer(
        "format",
        "takes an answer in which its grader finds an answer of the asked kind, right or wrong",
        scores(step -> new AnswerFormat(answered(step))),
        none(),
        none(),
        OptionalDouble.of(1));
  }

  private Acceptance length() {
    return new Acceptance.OfAnswer(
        "length",
        "takes an answer that is not longer than a bound, in characters, chosen inside each fold",
        scores(step -> (sample, answer) -> brevity(JudgeRun.text(answer).length())),
        none(),
        none(),
        OptionalDouble.empty());
  }

  /** An empty answer is none. */
  private static double brevity(int characters) {
    return characters == 0 ? 0 : 1.0 / characters;
  }

  /** Self-consistency: all samples of one candidate agree (arXiv 2310.03094). */
  private Acceptance agreement() {
    double[][] scores = none();
    double[][] usd = none();
    double[][] seconds = none();
    for (int step = 0; step < scores.length; step++) {
      requireTexts(step);
      requireRepeats(step);
      for (int row = 0; row < table.sampleCount(); row++) {
        List<Outcome> samples = of(step, row);
        long different = samples.stream().map(AnswerFormat::said).distinct().count();
        scores[step][row] =
            different == 1 && samples.stream().allMatch(AcceptanceReader::completed) ? 1 : 0;
        usd[step][row] = (samples.size() - 1) * table.costUsd(step)[row];
        seconds[step][row] = (samples.size() - 1) * table.latencySeconds(step)[row];
      }
    }
    return new Acceptance.OfAnswer(
        "agreement",
        "takes an answer when all recorded samples of the candidate say the same; all are paid",
        scores,
        usd,
        seconds,
        OptionalDouble.of(1));
  }

  private void requireRepeats(int step) {
    long single =
        table.samples().stream()
            .filter(sample -> answers.get(step).getOrDefault(sample.id(), List.of()).size() < 2)
            .count();
    if (single > 0) {
      throw new IllegalArgumentException(
          "Acceptance test (agreement) needs two or more recorded answers of %s to every prompt; %,d of %,d prompts of %s have fewer.\nMaybe record them: `yardmaster replay --trials 3`."
              .formatted(
                  table.candidates().get(step).id(),
                  single,
                  table.sampleCount(),
                  table.datasetId()));
    }
  }

  /** How one answer to a sample scores; a refusal scores 0 without being looked at. */
  interface Score {
    double of(Sample sample, Outcome answer);
  }

  private double[][] scores(IntFunction<Score> byStep) {
    double[][] scores = none();
    for (int step = 0; step < scores.length; step++) {
      Score score = byStep.apply(step);
      requireTexts(step);
      for (int row = 0; row < table.sampleCount(); row++) {
        Sample sample = table.samples().get(row);
        scores[step][row] =
            of(step, row).stream()
                .mapToDouble(answer -> completed(answer) ? score.of(sample, answer) : 0)
                .average()
                .orElse(0);
      }
    }
    return scores;
  }

  private static boolean completed(Outcome answer) {
    return answer.completion() instanceof Completion.Completed;
  }

  private void requireTexts(int step) {
    requireTexts(table, step, answers.get(step));
  }

  /** Refuses answers of which only the label was published. */
  static void requireTexts(OutcomeTable table, int step, Map<String, List<Outcome>> answers) {
    long missing =
        table.samples().stream()
            .filter(
                sample ->
                    answers.getOrDefault(sample.id(), List.of()).stream()
                        .allMatch(answer -> answer.completion() instanceof Completion.Unpublished))
            .count();
    if (missing > 0) {
      throw new IllegalArgumentException(
          "The answers of %s are not recorded for %,d of %,d prompts of %s: the source published labels only.\nMaybe take the test that needs none: --accept expected."
              .formatted(
                  table.candidates().get(step).id(),
                  missing,
                  table.sampleCount(),
                  table.datasetId()));
    }
  }

  private List<Outcome> of(int step, int row) {
    return answers.get(step).getOrDefault(table.samples().get(row).id(), List.of());
  }

  private List<Outcome> answered(int step) {
    return answers.get(step).values().stream().flatMap(List::stream).toList();
  }

  private double[][] none() {
    return new double[table.candidateCount() - 1][table.sampleCount()];
  }
}
