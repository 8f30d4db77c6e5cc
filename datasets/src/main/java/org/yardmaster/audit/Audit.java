package org.yardmaster.audit;

import java.util.ArrayList;
import java.util.List;

/** Looks at data sets alone and beside each other. */
public final class Audit {
  private Audit() {}

  /**
   * Everything found, first about prompts, then about outcomes, in the order of the data sets.
   *
   * @param sets looked at together: overlaps are found between those given here
   */
  public static List<Finding> of(List<AuditedSet> sets, AuditSpec spec) {
    List<Finding> findings = new ArrayList<>(leaks(sets, spec));
    for (AuditedSet set : sets) {
      findings.addAll(new OutcomeAudit(set, spec).findings());
    }
    return List.copyOf(findings);
  }

  /** Only leaks and duplicates: what a training run has to know. */
  public static List<Finding> leaks(List<AuditedSet> sets, AuditSpec spec) {
    return new LeakAudit(sets, spec).findings();
  }
}
