package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a policy's choices come to, prompt by prompt; in expectation where they are random.
 *
 * @param quality {@code [rows]}
 * @param costUsd {@code [rows]}
 * @param shares of prompts per compared candidate
 * @param p50Seconds median latency; empty when a candidate in use is not timed
 * @param p95Seconds 95th percentile latency; empty when a candidate in use is not timed
 */
record Traffic(
    JudgedPolicy policy,
    double[] quality,
    double[] costUsd,
    double[] shares,
    Optional<Double> p50Seconds,
    Optional<Double> p95Seconds) {

  static Traffic of(Comparison comparison, JudgedPolicy policy) {
    return policy.assignment() instanceof Assignment.Cascade cascade
        ? inTurn(comparison, policy, cascade)
        : atOnce(comparison, policy);
  }

  /** With the percentiles of a mix of latencies, which is empty where somebody is not timed. */
  private static Traffic of(
      JudgedPolicy policy,
      double[] quality,
      double[] costUsd,
      double[] shares,
      LatencyMix latency) {
    return new Traffic(
        policy, quality, costUsd, shares, latency.percentile(0.5), latency.percentile(0.95));
  }

  /** Every candidate that was asked is paid and waited for; the last one's answer counts. */
  private static Traffic inTurn(
      Comparison comparison, JudgedPolicy policy, Assignment.Cascade cascade) {
    int[] answering = cascade.answering();
    double[] quality = new double[answering.length];
    double[] costUsd = cascade.addedUsd().clone();
    double[] seconds = cascade.addedSeconds().clone();
    double[] shares = new double[comparison.candidateCount()];
    for (int row = 0; row < answering.length; row++) {
      for (int step = 0; step < cascade.steps()[row]; step++) {
        int asked = cascade.order()[step];
        costUsd[row] += comparison.costUsd()[asked][row];
        seconds[row] +=
            comparison.table()
                .latencySeconds(comparison.candidates()[asked])[comparison.rows()[row]];
      }
      quality[row] = comparison.quality()[answering[row]][row];
      shares[answering[row]] += 1.0 / answering.length;
    }
    LatencyMix latency = new LatencyMix();
    latency.add(seconds);
    boolean timed = Arrays.stream(seconds).noneMatch(Double::isNaN);
    return of(policy, quality, costUsd, shares, timed ? latency : new LatencyMix());
  }

  private static Traffic atOnce(Comparison comparison, JudgedPolicy policy) {
    double[][] weights = weights(comparison, policy.assignment());
    int rows = comparison.rowCount();
    double[] quality = new double[rows];
    double[] costUsd = new double[rows];
    double[] shares = new double[weights.length];
    boolean timed = true;
    LatencyMix latency = new LatencyMix();
    for (int candidate = 0; candidate < weights.length; candidate++) {
      double[] weight = weights[candidate];
      double[] qualities = comparison.quality()[candidate];
      double[] costs = comparison.costUsd()[candidate];
      for (int row = 0; row < rows; row++) {
        quality[row] += weight[row] * qualities[row];
        costUsd[row] += weight[row] * costs[row];
      }
      shares[candidate] = Arrays.stream(weight).sum() / rows;
      int index = comparison.candidates()[candidate];
      timed &= shares[candidate] == 0 || comparison.table().timed(index);
      latency.add(comparison.table().latencySeconds(index), comparison.rows(), weight);
    }
    return of(policy, quality, costUsd, shares, timed ? latency : new LatencyMix());
  }

  /**
   * How much of each prompt each candidate serves, {@code [candidates][rows]}.
   *
   * @throws IllegalArgumentException for a cascade, of which several candidates serve a prompt
   */
  static double[][] weights(Comparison comparison, Assignment assignment) {
    double[][] weights = new double[comparison.candidateCount()][comparison.rowCount()];
    switch (assignment) {
      case Assignment.Fixed fixed -> {
        int[] choice = fixed.choice();
        for (int row = 0; row < choice.length; row++) {
          weights[choice[row]][row] = 1;
        }
      }
      case Assignment.Mixture mixture -> {
        double[] shares = mixture.shares();
        for (int candidate = 0; candidate < shares.length; candidate++) {
          Arrays.fill(weights[candidate], shares[candidate]);
        }
      }
      case Assignment.Cascade cascade ->
          throw new IllegalArgumentException(
              "A cascade of %d candidates has no single one per prompt."
                  .formatted(cascade.order().length));
    }
    return weights;
  }
}
