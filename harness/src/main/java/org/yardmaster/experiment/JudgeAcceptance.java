package org.yardmaster.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.JudgePrompt;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.store.OutcomeReader;

/**
 * A judge's recorded scores as an acceptance test, each call at its own cost. A judge that was
 * shown the right answer cannot be had by a live gateway, and one whose score is the quality itself
 * would judge itself: both are refused.
 */
final class JudgeAcceptance {
  private final Lab lab;
  private final OutcomeTable table;
  private final String rubric;

  JudgeAcceptance(Lab lab, OutcomeTable table, String rubric) {
    this.lab = lab;
    this.table = table;
    this.rubric = rubric;
  }

  /**
   * The test.
   *
   * @param answers of each candidate but the last, by sample
   */
  Acceptance of(String id, String judge, List<Map<String, List<Outcome>>> answers) {
    JudgeSpec spec = new JudgeSpec(table.datasetId(), judge, rubric, Optional.empty(), true);
    Map<String, Outcome> calls = calls(spec);
    int steps = answers.size();
    double[][] scores = new double[steps][table.sampleCount()];
    double[][] usd = new double[steps][table.sampleCount()];
    double[][] seconds = new double[steps][table.sampleCount()];
    for (int step = 0; step < steps; step++) {
      AcceptanceReader.requireTexts(table, step, answers.get(step));
      for (int row = 0; row < table.sampleCount(); row++) {
        Sample sample = table.samples().get(row);
        Outcome answer = first(answers.get(step), sample);
        Outcome call = call(spec, calls, sample, answer);
        scores[step][row] = score(call);
        usd[step][row] = usd(spec, call);
        seconds[step][row] =
            call.latency() instanceof Latency.Measured measured
                ? measured.totalNanos() * 1e-9
                : Double.NaN;
      }
    }
    return new Acceptance.OfAnswer(
        id,
        "takes an answer to which %s, who is paid too, gives a score chosen inside each fold"
            .formatted(judge),
        scores,
        usd,
        seconds,
        OptionalDouble.empty());
  }

  private Map<String, Outcome> calls(JudgeSpec spec) {
    if (!lab.datasets().known(spec.callsId())) {
      throw new IllegalArgumentException(
          "No calls of a judge about %s with this rubric are recorded.\nMaybe run `yardmaster judge --blind --dataset %s --judge %s`, or name its --rubric."
              .formatted(table.datasetId(), table.datasetId(), spec.judge()));
    }
    Map<String, Outcome> calls = new HashMap<>();
    new OutcomeReader(lab.database())
        .read(spec.callsId(), spec.judge())
        .forEach(call -> calls.put(call.sampleId(), call));
    return calls;
  }

  private static Outcome first(Map<String, List<Outcome>> answers, Sample sample) {
    Outcome answer = answers.getOrDefault(sample.id(), List.of()).getFirst();
    if (answer.grade().grader().startsWith("judge-")) {
      throw new IllegalArgumentException(
          "The quality of %s is a judge's own score (%s), so the judge would judge itself.\nMaybe bring other grades back first: `yardmaster grade --dataset %s`."
              .formatted(answer.candidateId(), answer.grade().grader(), answer.datasetId()));
    }
    return answer;
  }

  /** The call about one answer, made without the right answer. */
  private Outcome call(JudgeSpec spec, Map<String, Outcome> calls, Sample sample, Outcome answer) {
    String text = JudgeRun.text(answer);
    Prompt blind = JudgePrompt.score(sample.prompt(), new Target.Labelled(), text, rubric);
    Outcome call = calls.get(blind.digest());
    if (call != null) {
      return call;
    }
    Prompt informed = JudgePrompt.score(sample.prompt(), sample.target(), text, rubric);
    throw new IllegalArgumentException(
        calls.containsKey(informed.digest())
            ? "Judge (%s) was shown the right answers of %s, which no live gateway knows: its scores are no acceptance test.\nMaybe run `yardmaster judge --blind`, and `yardmaster grade` after it."
                .formatted(spec.judge(), table.datasetId())
            : "Judge (%s) has not scored the answer of %s to prompt %s of %s.\nMaybe run `yardmaster judge --blind` again; it asks for what is missing only."
                .formatted(spec.judge(), answer.candidateId(), sample.id(), table.datasetId()));
  }

  /** 1 to 10; 0 where the judge said nothing readable, so that the next candidate is asked. */
  private static double score(Outcome call) {
    if (call.completion() instanceof Completion.Completed reply) {
      OptionalInt score = JudgePrompt.score(reply.text());
      return score.isPresent() ? score.getAsInt() : 0;
    }
    return 0;
  }

  private static double usd(JudgeSpec spec, Outcome call) {
    return switch (call.cost()) {
      case Cost.Known known -> known.nanoUsd() * 1e-9;
      case Cost.Unknown unknown ->
          throw new IllegalArgumentException(
              "A call of judge (%s) has no cost (%s), so the cascade has none.\nMaybe import its price and run `yardmaster prices reprice`."
                  .formatted(spec.judge(), unknown.reason()));
    };
  }
}
