package org.yardmaster.audit;

/** How much a finding matters to a comparison of policies. */
public enum Severity {
  /** Worth knowing. */
  NOTE,
  /** Biases a figure that uses the affected rows. */
  WARNING,
  /** Makes a result on the affected data unbelievable. */
  SERIOUS
}
