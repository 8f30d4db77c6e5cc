package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.evaluate.Observed;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.ThresholdChoice;
import org.yardmaster.outcome.OutcomeTable;

/** What unseen outcomes decide: probabilities and the operating point. */
final class Calibrator {
  private static final double LARGEST_LOGIT = 30;

  private Calibrator() {}

  /**
   * The policy with one calibration, shared by all candidates so that it cannot favour any by
   * chance, and the operating point that the rows support.
   *
   * @param raw what was expected of the rows, without any calibration, by weights that did not see
   *     them
   * @param rows prompts of the table, as many as were forecast
   */
  static Trained finished(
      Policy policy, Forecasts raw, OutcomeTable table, int[] rows, ThresholdChoice threshold) {
    Calibration calibration = scaling(raw, table, rows);
    double[][] success =
        Arrays.stream(raw.success())
            .map(
                column ->
                    Arrays.stream(column).map(p -> calibration.probability(logit(p))).toArray())
            .toArray(double[][]::new);
    OutcomeTable seen = table.rows(rows);
    int candidates = policy.candidates().size();
    Predictions unseen = new Predictions("calibration", success, raw.costUsd());
    double[][] quality = columns(candidates, seen::quality);
    double[][] usd = columns(candidates, seen::costUsd);
    WillingnessToPay rule = OperatingPoint.choose(threshold, unseen, quality, usd);
    return new Trained(with(policy, calibration).withRule(rule), unseen, Observed.of(quality, usd));
  }

  /**
   * A policy and what its operating point was chosen on.
   *
   * @param unseen what was expected of the rows by weights that did not see them
   * @param observed what the rows came to
   */
  record Trained(Policy policy, Predictions unseen, Observed observed) {}

  private static Calibration scaling(Forecasts raw, OutcomeTable table, int[] rows) {
    double[][] cells =
        IntStream.range(0, raw.success().length)
            .boxed()
            .flatMap(candidate -> cells(raw.success()[candidate], table, candidate, rows))
            .toArray(double[][]::new);
    return PlattScaling.fit(
        Arrays.stream(cells).mapToDouble(cell -> cell[0]).toArray(),
        Arrays.stream(cells).mapToDouble(cell -> cell[1]).toArray());
  }

  /** Pairs of score and observed quality, one per graded cell. */
  private static Stream<double[]> cells(
      double[] success, OutcomeTable table, int candidate, int[] rows) {
    return IntStream.range(0, rows.length)
        .filter(at -> table.present(candidate, rows[at]))
        .mapToObj(at -> new double[] {logit(success[at]), table.quality(candidate)[rows[at]]});
  }

  /** The policy with this calibration for every candidate. */
  static Policy with(Policy policy, Calibration calibration) {
    List<CandidateModel> models =
        policy.candidates().stream().map(model -> model.withCalibration(calibration)).toList();
    return policy.withCandidates(models);
  }

  private static double logit(double p) {
    return Math.clamp(Math.log(p / (1 - p)), -LARGEST_LOGIT, LARGEST_LOGIT);
  }

  private static double[][] columns(
      int candidates, java.util.function.IntFunction<double[]> column) {
    return IntStream.range(0, candidates).mapToObj(column).toArray(double[][]::new);
  }

  /** What a policy expects on the given rows, {@code [candidates][rows]}. */
  record Forecasts(double[][] success, double[][] costUsd) {}

  static Forecasts forecasts(Policy policy, OutcomeTable table, int[] rows) {
    int candidates = policy.candidates().size();
    Forecasts all =
        new Forecasts(new double[candidates][rows.length], new double[candidates][rows.length]);
    Decider decider = new Decider(policy);
    for (int at = 0; at < rows.length; at++) {
      Forecast one = decider.forecast(table.samples().get(rows[at]).prompt().routingText());
      for (int candidate = 0; candidate < candidates; candidate++) {
        all.success()[candidate][at] = one.success()[candidate];
        all.costUsd()[candidate][at] = one.costUsd()[candidate];
      }
    }
    return all;
  }

  /** The same before any calibration. */
  static Forecasts raw(Policy policy, OutcomeTable table, int[] rows) {
    return forecasts(with(policy, Calibration.IDENTITY), table, rows);
  }
}
