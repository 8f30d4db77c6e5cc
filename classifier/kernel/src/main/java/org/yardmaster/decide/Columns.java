package org.yardmaster.decide;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The candidates' constants, one array per kind, as the arithmetic of a decision reads them.
 *
 * @param slope of the calibration
 * @param intercept of the calibration
 * @param inputBase of the input token line
 * @param inputSlope of the input token line
 * @param inputPrice nano-dollars per million tokens
 * @param outputPrice nano-dollars per million tokens
 * @param requestPrice nano-dollars
 * @param latencyBase seconds; NaN where latency was never measured
 * @param latencySlope seconds per answer token
 */
record Columns(
    double[] slope,
    double[] intercept,
    double[] inputBase,
    double[] inputSlope,
    double[] inputPrice,
    double[] outputPrice,
    double[] requestPrice,
    double[] latencyBase,
    double[] latencySlope) {
  private static final Line NEVER = new Line(Double.NaN, 0);

  static Columns of(List<CandidateModel> candidates) {
    return new Columns(
        column(candidates, one -> one.calibration().slope()),
        column(candidates, one -> one.calibration().intercept()),
        column(candidates, one -> one.inputTokens().base()),
        column(candidates, one -> one.inputTokens().slope()),
        column(candidates, one -> one.price().inputNanoPerMillion()),
        column(candidates, one -> one.price().outputNanoPerMillion()),
        column(candidates, one -> one.price().requestNano()),
        column(candidates, one -> one.latencySeconds().orElse(NEVER).base()),
        column(candidates, one -> one.latencySeconds().orElse(NEVER).slope()));
  }

  private static double[] column(
      List<CandidateModel> candidates, ToDoubleFunction<CandidateModel> constant) {
    return candidates.stream().mapToDouble(constant).toArray();
  }

  /**
   * Fills in what follows from the scores, candidate by candidate.
   *
   * @param successScores one per candidate, before calibration
   * @param tokenScores natural logarithm of the answer tokens, one per candidate
   * @param characters of the prompt
   */
  void forecast(
      double[] successScores, double[] tokenScores, double characters, Forecast forecast) {
    double[] success = forecast.success();
    double[] tokens = forecast.outputTokens();
    double[] cost = forecast.costUsd();
    double[] seconds = forecast.latencySeconds();
    for (int index = 0; index < slope.length; index++) {
      double logit = slope[index] * successScores[index] + intercept[index];
      success[index] = 1 / (1 + Exponential.of(-logit));
      double output = Exponential.of(tokenScores[index]);
      double input = inputBase[index] + inputSlope[index] * characters;
      tokens[index] = output;
      cost[index] =
          1e-9
              * (requestPrice[index]
                  + 1e-6 * (inputPrice[index] * input + outputPrice[index] * output));
      seconds[index] = latencyBase[index] + latencySlope[index] * output;
    }
  }
}
