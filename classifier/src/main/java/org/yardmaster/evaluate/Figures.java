package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Every figure of the metric library for policies and predictions, each with an interval. A figure
 * that is undefined for a table (no prices, more than two candidates, no such point on a curve) is
 * left out rather than made up.
 */
public final class Figures {
  private Figures() {}

  /**
   * In the order of policies, then of predictions; on the rows that {@link Evaluator#evaluate}
   * uses.
   *
   * @param policies choices for the whole table
   * @param predictions for the whole table
   */
  public static List<Figure> of(
      OutcomeTable table,
      List<JudgedPolicy> policies,
      List<Predictions> predictions,
      EvaluationSpec spec) {
    Comparison comparison = Comparison.of(table);
    List<Figure> figures = new ArrayList<>();
    for (JudgedPolicy policy : policies) {
      figures.addAll(new PolicyFigures(comparison, comparison.restrict(policy), spec).all());
    }
    List<Predictions> all = predictions.stream().map(comparison::restrict).toList();
    if (comparison.priced() && !all.isEmpty()) {
      figures.addAll(new SavingFigures(comparison, all, spec).all());
    }
    for (Predictions restricted : all) {
      if (comparison.priced()) {
        figures.addAll(new CurveFigures(comparison, restricted, spec).all());
      }
      figures.addAll(new CalibrationFigures(comparison, restricted, spec).all());
      if (comparison.candidateCount() == 2) {
        figures.addAll(new PairFigures(comparison, restricted, spec).all());
      }
    }
    return figures;
  }
}
