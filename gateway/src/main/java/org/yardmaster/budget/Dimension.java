package org.yardmaster.budget;

import java.util.Locale;

/** What a limit can be set on. */
public enum Dimension {
  KEY,
  MODEL,
  PROVIDER,
  TASK,
  TAG;

  /** As written in configurations and answers: {@code key}, {@code model}, … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
