package org.yardmaster.decide;

/**
 * What a policy expects of every candidate on one prompt. Arrays are indexed by candidate and
 * reused from prompt to prompt: one per thread.
 *
 * @param success probability of a right answer, in [0, 1]
 * @param costUsd USD per call
 * @param outputTokens answer tokens
 * @param latencySeconds seconds; NaN where latency was never measured
 * @param taskScores one per task; the highest names the task
 */
public record Forecast(
    double[] success,
    double[] costUsd,
    double[] outputTokens,
    double[] latencySeconds,
    double[] taskScores) {
  Forecast(int candidates, int tasks) {
    this(
        new double[candidates],
        new double[candidates],
        new double[candidates],
        new double[candidates],
        new double[tasks]);
  }

  /** Index of the most likely task. */
  public int task() {
    int best = 0;
    for (int task = 1; task < taskScores.length; task++) {
      if (taskScores[task] > taskScores[best]) {
        best = task;
      }
    }
    return best;
  }
}
