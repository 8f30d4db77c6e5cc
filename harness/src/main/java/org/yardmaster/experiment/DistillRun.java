package org.yardmaster.experiment;

import java.util.Map;
import java.util.Set;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.export.Cohort;
import org.yardmaster.export.Distillation;
import org.yardmaster.export.RuleFormat;
import org.yardmaster.export.Rules;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Boils a policy down to rules: fitted on the training and calibration splits, and judged on the
 * test split.
 */
public final class DistillRun {
  private final OutcomeTable table;
  private final EvaluationSpec spec;

  public DistillRun(OutcomeTable table, EvaluationSpec spec) {
    this.table = table;
    this.spec = spec;
  }

  /** The rules and what they lose. */
  public record Result(Rules rules, Distillation loss) {}

  /**
   * Distils.
   *
   * @param mostRules of a tree; a task table has one rule per task
   * @param cohorts by sample id, where the format goes by them
   * @throws IllegalArgumentException when the data set lacks outcomes of the policy's candidates or
   *     a split is empty
   */
  public Result distil(
      Policy policy, RuleFormat format, int mostRules, Map<String, Cohort> cohorts) {
    int[] fit = Selection.rows(table, Set.of(Split.TRAIN, Split.CALIBRATION));
    int[] test = Selection.rows(table, Set.of(Split.TEST));
    if (fit.length == 0 || test.length == 0) {
      throw new IllegalArgumentException(
          "Data set %s has %d prompts to fit rules on and %d to judge them on; both are needed."
              .formatted(table.datasetId(), fit.length, test.length));
    }
    Rules rules = format.distil(policy, table.rows(fit), mostRules, cohorts);
    return new Result(rules, Distillation.judge(policy, rules, table.rows(test), spec));
  }
}
