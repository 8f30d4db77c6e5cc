package org.yardmaster.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/** Decides with one policy. Holds scratch space: one per thread. */
public final class Decider {
  private final Policy policy;
  private final Features features;
  private final Forecast forecast;
  private final boolean[] permitted;
  private final int[] wordSums;
  private final int[] counterSums;

  public Decider(Policy policy) {
    this.policy = policy;
    this.features = new Features(policy.schema());
    this.forecast = new Forecast(policy.candidates().size(), policy.tasks().size());
    this.permitted = new boolean[policy.candidates().size()];
    this.wordSums = new int[policy.words().heads()];
    this.counterSums = new int[policy.words().heads()];
  }

  /** The index of the chosen candidate, or -1 when the constraints permit none. */
  public int choose(CharSequence routingText, Constraints constraints) {
    forecast(routingText);
    permit(constraints);
    return policy.rule().choose(forecast, permitted, policy.rule().usd(constraints));
  }

  /** What the policy expects of every candidate; valid until the next call on this decider. */
  public Forecast forecast(CharSequence routingText) {
    Featurizer.read(routingText, features);
    predictTokens(routingText.length());
    predictSuccess();
    return forecast;
  }

  /** The full decision with fallbacks and reason. */
  public Decision decide(CharSequence routingText, Constraints constraints) {
    int chosen = choose(routingText, constraints);
    if (chosen < 0) {
      return new Decision.Decline("no candidate satisfies the constraints: " + constraints);
    }
    List<String> fallbacks = new ArrayList<>();
    double usd = policy.rule().usd(constraints);
    permitted[chosen] = false;
    for (int next; (next = policy.rule().choose(forecast, permitted, usd)) >= 0; ) {
      fallbacks.add(policy.candidates().get(next).id());
      permitted[next] = false;
    }
    return new Decision.Route(policy.candidates().get(chosen).id(), fallbacks, reason(chosen, usd));
  }

  private String reason(int chosen, double usd) {
    return String.format(
        Locale.ROOT,
        "highest expected utility at %.6f USD per right answer: P(right) %.3f, cost %.6f USD",
        usd,
        forecast.success()[chosen],
        forecast.costUsd()[chosen]);
  }

  private void predictTokens(int characters) {
    policy.tokens().sums(features, wordSums, counterSums);
    for (int index = 0; index < permitted.length; index++) {
      CandidateModel candidate = policy.candidates().get(index);
      double tokens =
          Math.exp(policy.tokens().score(index, wordSums[index], counterSums[index], 0));
      forecast.outputTokens()[index] = tokens;
      forecast.costUsd()[index] = candidate.costUsd(characters, tokens);
      forecast.latencySeconds()[index] = candidate.seconds(tokens);
    }
  }

  private void predictSuccess() {
    Heads words = policy.words();
    words.sums(features, wordSums, counterSums);
    int count = features.bucketCount();
    for (int head = 0; head < words.heads(); head++) {
      double score = words.score(head, wordSums[head], counterSums[head], count);
      if (head < permitted.length) {
        forecast.success()[head] = policy.candidates().get(head).calibration().probability(score);
      } else {
        forecast.taskScores()[head - permitted.length] = score;
      }
    }
  }

  private void permit(Constraints constraints) {
    for (int index = 0; index < permitted.length; index++) {
      CandidateModel candidate = policy.candidates().get(index);
      permitted[index] =
          (constraints.allowed().isEmpty() || constraints.allowed().contains(candidate.id()))
              && forecast.success()[index] >= constraints.qualityFloor()
              && forecast.costUsd()[index] <= constraints.maxCostUsd()
              && !(forecast.latencySeconds()[index] > constraints.maxLatencySeconds());
    }
  }
}
