package org.yardmaster.evaluate;

import java.util.List;

/** Rules of one kind among which observed outcomes choose, each at any value of its parameter. */
@FunctionalInterface
public interface RuleFamily {

  /**
   * The rules to choose among.
   *
   * @param threshold the standard by which an operating point is chosen
   * @param predictions for prompts that may be looked at, made without seeing them
   * @param observed what they came to
   */
  List<DecisionRule> rules(ThresholdChoice threshold, Predictions predictions, Observed observed);
}
