package org.yardmaster.generate;

import org.yardmaster.data.Prompt;
import org.yardmaster.data.Target;

/**
 * One generated item before it is numbered.
 *
 * @param family the template it came from, unique within its task
 */
record Draft(String family, Prompt prompt, Target target) {
  Draft(String family, String text, Target target) {
    this(family, Prompt.of(text), target);
  }
}
