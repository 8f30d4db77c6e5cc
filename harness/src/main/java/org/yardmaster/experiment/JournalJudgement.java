package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.Labels;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.store.OutcomeReader;

/**
 * An imported journal as a log of random choices. A call counts when the candidate that was drawn
 * also answered and its reward is known; the others are told by their number.
 */
public final class JournalJudgement {
  private final Lab lab;

  public JournalJudgement(Lab lab) {
    this.lab = lab;
  }

  /** What is averaged. */
  public enum Reward {
    QUALITY,
    COST
  }

  /**
   * A log and what is missing in it.
   *
   * @param fallbacks calls that another candidate answered than the one drawn
   * @param unanswered calls that nobody answered
   * @param unrewarded answered calls without grade, or without cost
   */
  public record Read(OffPolicyLog log, int fallbacks, int unanswered, int unrewarded) {}

  /**
   * Reads the calls of a journal.
   *
   * @param policy in question; without one, what the serving policy preferred without exploring
   * @throws BadInputException when the data set is no journal, or no call can count
   */
  public Read read(String datasetId, Reward reward, Optional<Policy> policy) {
    Map<String, Outcome> answered = new HashMap<>();
    new OutcomeReader(lab.database())
        .read(datasetId)
        .forEach(outcome -> answered.put(outcome.sampleId(), outcome));
    Optional<Decider> decider = policy.map(Decider::new);
    List<OffPolicyLog.Call> calls = new ArrayList<>();
    int fallbacks = 0;
    int unanswered = 0;
    int unrewarded = 0;
    for (Sample sample : lab.datasets().samples(datasetId)) {
      String chosen = label(datasetId, sample, Labels.CHOSEN);
      Optional<Outcome> outcome = Optional.ofNullable(answered.get(sample.id()));
      Optional<Double> value = outcome.flatMap(one -> value(one, reward));
      if (outcome.isEmpty()) {
        unanswered++;
      } else if (!outcome.get().candidateId().equals(chosen)) {
        fallbacks++;
      } else if (value.isEmpty()) {
        unrewarded++;
      } else {
        String target = target(datasetId, sample, decider, policy);
        calls.add(
            new OffPolicyLog.Call(
                sample.groupId(),
                value.get(),
                Double.parseDouble(label(datasetId, sample, Labels.PROPENSITY)),
                target.equals(chosen) ? 1 : 0,
                false,
                0,
                0));
      }
    }
    if (calls.isEmpty()) {
      throw new BadInputException(
          "Data set (%s): no call counts: %d nobody answered, %d another candidate answered, %d have no %s.%nMaybe grade it first, or ask for --reward cost."
              .formatted(
                  datasetId,
                  unanswered,
                  fallbacks,
                  unrewarded,
                  reward == Reward.QUALITY ? "grade" : "cost"));
    }
    return new Read(OffPolicyLog.of(calls, false), fallbacks, unanswered, unrewarded);
  }

  static Optional<Double> value(Outcome outcome, Reward reward) {
    return switch (reward) {
      case QUALITY ->
          outcome.grade() instanceof Grade.Scored scored
              ? Optional.of(scored.value())
              : Optional.empty();
      case COST ->
          outcome.cost() instanceof Cost.Known known
              ? Optional.of(known.nanoUsd() * 1e-9)
              : Optional.empty();
    };
  }

  private static String target(
      String datasetId, Sample sample, Optional<Decider> decider, Optional<Policy> policy) {
    if (decider.isEmpty() || policy.isEmpty()) {
      return label(datasetId, sample, Labels.PREFERRED);
    }
    if (sample.labels().containsKey(Labels.WITHHELD)) {
      throw new BadInputException(
          "Data set (%s): the prompt of call (%s) was not logged, so another policy cannot decide on it.%nMaybe leave out --policy, or let the journal keep texts."
              .formatted(datasetId, sample.id()));
    }
    int choice = decider.get().choose(sample.prompt().routingText(), Constraints.NONE);
    return choice < 0 ? "" : policy.get().candidates().get(choice).id();
  }

  private static String label(String datasetId, Sample sample, String name) {
    String value = sample.labels().get(name);
    if (value == null) {
      throw new BadInputException(
          "Data set (%s) is no journal: sample (%s) has no label (%s).%nMaybe it was imported from something else than `yardmaster import journal`."
              .formatted(datasetId, sample.id(), name));
    }
    return value;
  }
}
