package org.yardmaster.audit;

import java.util.Locale;

/** Everything an {@link Audit} looks for. */
public enum FindingKind {
  EXACT_DUPLICATES(Severity.NOTE),
  NEAR_DUPLICATES(Severity.NOTE),
  PUBLISHED_SPLIT_LEAK_EXACT(Severity.SERIOUS),
  PUBLISHED_SPLIT_LEAK_NEAR(Severity.SERIOUS),
  SPLIT_LEAK_EXACT(Severity.SERIOUS),
  SPLIT_LEAK_NEAR(Severity.WARNING),
  DATASET_OVERLAP_EXACT(Severity.WARNING),
  DATASET_OVERLAP_NEAR(Severity.WARNING),
  DATASET_OVERLAP_OPENING(Severity.NOTE),
  CONSTANT_TOKENS(Severity.WARNING),
  ZERO_COST_SUCCESS(Severity.WARNING),
  TOTAL_TOKENS_DISAGREE(Severity.NOTE),
  ZERO_LATENCY(Severity.WARNING),
  QUALITY_OUT_OF_RANGE(Severity.NOTE),
  LABEL_FLIPS(Severity.NOTE),
  LOW_COVERAGE(Severity.WARNING);

  private final Severity severity;

  FindingKind(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The name in JSON and on screen: lower case with dashes. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
