package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.JudgePrompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.price.Price;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.store.OutcomeReader;
import org.yardmaster.store.OutcomeStore;

/**
 * Lets a model judge recorded answers. Its calls are a replay of their own, of a data set made of
 * judging prompts: metered, resumed, limited and kept like any other call, and an answer that was
 * judged before is not judged, nor paid for, again. Grades are added; earlier ones are kept.
 */
public final class JudgeRun {
  private static final int EXCERPT = 300;
  private static final String SWAYED = "order decided";
  private static final String NO_VERDICT = "the judge gave no readable verdict";

  private final Lab lab;
  private final List<Candidate> candidates;
  private final List<Price> prices;

  /** A judgement by one of these candidates. */
  public JudgeRun(Lab lab, List<Candidate> candidates, List<Price> prices) {
    this.lab = lab;
    this.candidates = List.copyOf(candidates);
    this.prices = List.copyOf(prices);
  }

  /**
   * What a judgement did.
   *
   * @param calls the judge's own calls
   * @param graded answers with a grade now
   * @param unscored answers whose judgement failed or could not be read
   * @param swayed pairs whose verdict changed with the order of the answers
   */
  public record Result(ReplayResult calls, int graded, int unscored, int swayed) {}

  /** An answer to judge and the prompts that do it: one, or two in opposite order. */
  private record Case(Outcome outcome, List<Sample> prompts) {}

  /**
   * Judges every answer that has a text and no published label.
   *
   * @param limits of the judge's calls; its data set and candidates are not looked at
   * @throws IllegalArgumentException when there is nothing to judge
   */
  public Result judge(
      JudgeSpec spec, ReplaySpec limits, ModelClient client, ReplayListener listener) {
    List<Case> cases = cases(spec);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing to judge in %s: no answers with a text and without a published label%s."
              .formatted(
                  spec.datasetId(),
                  spec.against().map(" beside an answer of %s"::formatted).orElse("")));
    }
    Map<String, Sample> prompts = new LinkedHashMap<>();
    cases.forEach(one -> one.prompts().forEach(sample -> prompts.put(sample.id(), sample)));
    lab.database()
        .transaction(
            () -> {
              lab.datasets().extend(card(spec), List.copyOf(prompts.values()));
              return true;
            });
    ReplayResult calls =
        new ReplayRun(lab, candidates, prices, ignored -> List.copyOf(prompts.values()))
            .run(
                new ReplaySpec(
                    spec.callsId(),
                    List.of(spec.judge()),
                    1,
                    limits.seed(),
                    limits.concurrency(),
                    limits.maxSpendNanoUsd(),
                    limits.shuffle(),
                    limits.maxOutputTokens(),
                    limits.deadline()),
                client,
                listener);
    return record(spec, cases, calls);
  }

  private Result record(JudgeSpec spec, List<Case> cases, ReplayResult calls) {
    Map<String, String> replies = new HashMap<>();
    for (Outcome call : new OutcomeReader(lab.database()).read(spec.callsId())) {
      if (call.candidateId().equals(spec.judge())
          && call.completion() instanceof Completion.Completed reply) {
        replies.put(call.sampleId(), reply.text());
      }
    }
    List<OutcomeStore.KeyedGrade> grades = new ArrayList<>();
    int unscored = 0;
    int swayed = 0;
    for (Case one : cases) {
      List<String> said =
          one.prompts().stream().map(sample -> replies.getOrDefault(sample.id(), "")).toList();
      Grade grade = said.size() == 1 ? scored(spec, said.getFirst()) : compared(spec, said);
      grades.add(new OutcomeStore.KeyedGrade(one.outcome().key(), grade));
      unscored += grade instanceof Grade.Unscored ? 1 : 0;
      swayed += grade instanceof Grade.Scored pair && pair.explanation().startsWith(SWAYED) ? 1 : 0;
    }
    lab.database()
        .transaction(
            () -> {
              lab.outcomes().appendGrades(grades);
              return grades.size();
            });
    return new Result(calls, grades.size() - unscored, unscored, swayed);
  }

  private static Grade scored(JudgeSpec spec, String reply) {
    OptionalInt score = JudgePrompt.score(reply);
    if (score.isEmpty()) {
      return new Grade.Unscored(spec.grader(), NO_VERDICT);
    }
    int range = JudgePrompt.HIGHEST - JudgePrompt.LOWEST;
    return new Grade.Scored(
        spec.grader(),
        (double) (score.getAsInt() - JudgePrompt.LOWEST) / range,
        score.getAsInt(),
        JudgePrompt.LOWEST,
        JudgePrompt.HIGHEST,
        String.valueOf(score.getAsInt()),
        excerpt(reply));
  }

  /** The mean of both orders; a verdict that changes with the order is a tie. */
  private static Grade compared(JudgeSpec spec, List<String> replies) {
    OptionalDouble asFirst = JudgePrompt.preference(replies.getFirst());
    OptionalDouble asSecond = JudgePrompt.preference(replies.getLast());
    if (asFirst.isEmpty() || asSecond.isEmpty()) {
      return new Grade.Unscored(spec.grader(), NO_VERDICT);
    }
    double other = 1 - asSecond.getAsDouble();
    double value = (asFirst.getAsDouble() + other) / 2;
    String orders = asFirst.getAsDouble() == other ? "both orders agree" : SWAYED;
    return new Grade.Scored(
        spec.grader(), value, value, 0, 1, "", orders + ": " + excerpt(replies.getFirst()));
  }

  private static String excerpt(String reply) {
    return reply.length() <= EXCERPT ? reply : reply.substring(0, EXCERPT) + "…";
  }

  private List<Case> cases(JudgeSpec spec) {
    Map<String, Sample> samples = new HashMap<>();
    lab.datasets().samples(spec.datasetId()).forEach(sample -> samples.put(sample.id(), sample));
    List<Outcome> outcomes =
        new OutcomeReader(lab.database())
            .read(spec.datasetId()).stream().filter(JudgeRun::judgeable).toList();
    Map<String, Outcome> others = new HashMap<>();
    spec.against()
        .ifPresent(
            against ->
                outcomes.stream()
                    .filter(outcome -> outcome.candidateId().equals(against))
                    .forEach(outcome -> others.put(pairKey(outcome), outcome)));
    List<Case> cases = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Optional.ofNullable(samples.get(outcome.sampleId()))
          .flatMap(sample -> prompts(spec, sample, outcome, others))
          .ifPresent(prompts -> cases.add(new Case(outcome, prompts)));
    }
    return cases;
  }

  private static String pairKey(Outcome outcome) {
    return outcome.sampleId() + '\u0000' + outcome.trial();
  }

  private static boolean judgeable(Outcome outcome) {
    return outcome.completion() instanceof Completion.Completed
        && !outcome.grade().grader().equals("published");
  }

  private static Optional<List<Sample>> prompts(
      JudgeSpec spec, Sample sample, Outcome outcome, Map<String, Outcome> others) {
    Prompt question = sample.prompt();
    Target target = spec.blind() ? new Target.Labelled() : sample.target();
    String answer = text(outcome);
    if (spec.against().isEmpty()) {
      return Optional.of(
          List.of(asked(sample, JudgePrompt.score(question, target, answer, spec.rubric()))));
    }
    Outcome other = others.get(pairKey(outcome));
    if (other == null || outcome.candidateId().equals(other.candidateId())) {
      return Optional.empty();
    }
    String against = text(other);
    return Optional.of(
        List.of(
            asked(sample, JudgePrompt.compare(question, target, answer, against, spec.rubric())),
            asked(sample, JudgePrompt.compare(question, target, against, answer, spec.rubric()))));
  }

  /** The whole visible answer; empty when there is none. */
  static String text(Outcome outcome) {
    return outcome.completion() instanceof Completion.Completed answer
        ? (answer.text() + "\n" + answer.toolCalls()).strip()
        : "";
  }

  /** A judging prompt, known by its digest: the same question is asked once. */
  private static Sample asked(Sample about, Prompt prompt) {
    return new Sample(
        prompt.digest(),
        prompt,
        new Target.Labelled(),
        about.task(),
        about.groupId(),
        PublishedSplit.NONE,
        Map.of());
  }

  private static DatasetCard card(JudgeSpec spec) {
    return new DatasetCard(
        spec.callsId(),
        "Calls of a judge about " + spec.datasetId(),
        "made by yardmaster judge from recorded answers; rubric: " + spec.rubric(),
        "as " + spec.datasetId(),
        true,
        "nothing but its cost",
        List.of(),
        List.of("not prompts of users"),
        "none");
  }
}
