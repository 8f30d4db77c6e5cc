package org.yardmaster.chart;

/** How a line, mark or row is drawn; the page's script knows the colours and shapes. */
public enum Look {
  /** A learned policy. */
  LEARNED,
  /** What needs no router. */
  BASELINE,
  /** A bound that knows every grade beforehand. */
  ORACLE,
  /** A single candidate, or any row without a role. */
  CANDIDATE,
  /** The one that matters. */
  CHOSEN;

  /** The look of a table's row. */
  static Look of(boolean emphasis) {
    return emphasis ? CHOSEN : CANDIDATE;
  }
}
