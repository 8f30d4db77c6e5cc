package org.yardmaster.experiment;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import org.yardmaster.evaluate.RuleFamily;
import org.yardmaster.evaluate.RuleKind;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.train.TrainSpec;

/**
 * How the default learner is taught, and which rules decide by what it expects.
 *
 * @param settings what a part is learned with, by the outcomes that it may learn from
 * @param rules at least one; the verdict speaks of the first
 */
public record Teaching(Function<OutcomeTable, TrainSpec> settings, List<RuleKind> rules) {
  public Teaching {
    requireNonNull(settings, "settings is null");
    rules = List.copyOf(rules);
    if (rules.isEmpty() || rules.stream().distinct().count() < rules.size()) {
      throw new IllegalArgumentException(
          "Rules (%s): expected at least one, each once.".formatted(rules));
    }
  }

  /** The rules that need a choice of their own; the utility rule is the learned policy's. */
  List<RuleFamily> families() {
    return rules.stream()
        .filter(rule -> rule != RuleKind.UTILITY)
        .<RuleFamily>map(rule -> rule)
        .toList();
  }
}
