package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * The curve of one decision rule.
 *
 * @param id of the policy that lies on it
 */
public record RuleCurve(String id, RuleSweep sweep) {
  public RuleCurve {
    requireNonNull(id, "id is null");
    requireNonNull(sweep, "sweep is null");
  }
}
