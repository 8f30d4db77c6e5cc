package org.yardmaster.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/** Decides with one policy. Holds scratch space: one per thread. */
public final class Decider {
  private final Policy policy;
  private final Features features;
  private final Forecast forecast;
  private final boolean[] permitted;
  private final Heads.Sums sums;
  private final double[] scores;
  private final double[] tokenScores;
  private final Columns columns;

  public Decider(Policy policy) {
    this.policy = policy;
    this.features = new Features(policy.schema());
    this.forecast = new Forecast(policy.candidates().size(), policy.tasks().size());
    this.permitted = new boolean[policy.candidates().size()];
    this.sums = new Heads.Sums(policy.words().heads());
    this.scores = new double[policy.words().heads()];
    this.tokenScores = new double[permitted.length];
    this.columns = Columns.of(policy.candidates());
  }

  /** The index of the chosen candidate, or -1 when the constraints permit none. */
  public int choose(CharSequence routingText, Constraints constraints) {
    forecast(routingText);
    return choose(constraints);
  }

  /** The same of a range of UTF-8 bytes. */
  public int choose(byte[] utf8, int from, int to, Constraints constraints) {
    Featurizer.read(utf8, from, to, features);
    predict();
    return choose(constraints);
  }

  private int choose(Constraints constraints) {
    permit(constraints);
    return policy.rule().choose(forecast, permitted, policy.rule().usd(constraints));
  }

  /** What the policy expects of every candidate; valid until the next call on this decider. */
  public Forecast forecast(CharSequence routingText) {
    Featurizer.read(routingText, features);
    predict();
    return forecast;
  }

  private void predict() {
    policy.tokens().scores(features, sums, tokenScores);
    policy.words().scores(features, sums, scores);
    int characters = features.counters()[Counter.CHARACTERS.ordinal()];
    columns.forecast(scores, tokenScores, characters, forecast);
    System.arraycopy(
        scores, permitted.length, forecast.taskScores(), 0, forecast.taskScores().length);
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

  /** All three comparisons are made for every candidate: no branch depends on one. */
  @SuppressWarnings("ShortCircuitBoolean")
  private void permit(Constraints constraints) {
    double[] success = forecast.success();
    double[] cost = forecast.costUsd();
    double[] seconds = forecast.latencySeconds();
    for (int index = 0; index < permitted.length; index++) {
      permitted[index] =
          success[index] >= constraints.qualityFloor()
              && cost[index] <= constraints.maxCostUsd()
              && !(seconds[index] > constraints.maxLatencySeconds());
    }
    if (!constraints.allowed().isEmpty()) {
      for (int index = 0; index < permitted.length; index++) {
        permitted[index] &= constraints.allowed().contains(policy.candidates().get(index).id());
      }
    }
  }
}
