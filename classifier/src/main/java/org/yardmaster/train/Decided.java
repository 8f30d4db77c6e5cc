package org.yardmaster.train;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;

/**
 * What was expected of some rows, and who was chosen for each.
 *
 * @param forecasts calibrated
 * @param choice candidate index by row
 * @param task the likeliest task type by row; empty texts where none is predicted
 * @param fit what forecasts and choices rest on
 */
record Decided(
    Calibrator.Forecasts forecasts, int[] choice, List<String> task, Calibrator.Fit fit) {

  /** By a policy, as it would serve. */
  static Decided by(Policy policy, Calibrator.Fit fit, OutcomeTable table, int[] rows) {
    Decider decider = new Decider(policy);
    return new Decided(
        Calibrator.forecasts(policy, table, rows),
        IntStream.of(rows)
            .map(
                row ->
                    decider.choose(
                        table.samples().get(row).prompt().routingText(), Constraints.NONE))
            .toArray(),
        IntStream.of(rows)
            .mapToObj(row -> decider.forecast(table.samples().get(row).prompt().routingText()))
            .map(policy::task)
            .toList(),
        fit);
  }

  /** By the same rule, where there is no policy to ask. */
  static Decided by(Calibrator.Fit fit, Calibrator.Forecasts raw) {
    Calibrator.Forecasts forecasts = fit.applied(raw);
    Predictions predictions = new Predictions("", forecasts.success(), forecasts.costUsd());
    return new Decided(
        forecasts,
        IntStream.range(0, forecasts.costUsd()[0].length)
            .map(row -> predictions.choice(row, fit.rule().ownUsd()))
            .toArray(),
        Collections.nCopies(forecasts.costUsd()[0].length, ""),
        fit);
  }
}
