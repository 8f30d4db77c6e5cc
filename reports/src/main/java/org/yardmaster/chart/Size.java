package org.yardmaster.chart;

import java.util.Locale;

/** The two sizes in which a page offers every chart; the style sheet shows one of them. */
public enum Size {
  /** For paper and wide screens. */
  WIDE(880, 26, 9),
  /** For phones. */
  NARROW(380, 16, 4);

  private final int width;
  private final int letters;
  private final int ticks;

  Size(int width, int letters, int ticks) {
    this.width = width;
    this.letters = letters;
    this.ticks = ticks;
  }

  /** Width of the drawing, in its own units. */
  int width() {
    return width;
  }

  /** Letters that a label may have. */
  int letters() {
    return letters;
  }

  /** Ticks that a horizontal axis may have. */
  int ticks() {
    return ticks;
  }

  String style() {
    return name().toLowerCase(Locale.ROOT);
  }
}
