package org.yardmaster.generate;

import java.util.Locale;

/** How much an item asks: more steps, larger numbers, more noise. */
public enum Difficulty {
  EASY,
  MEDIUM,
  HARD;

  /** The value of the label {@code difficulty}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
