package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

/** One condition that a machine can verify on an open answer. */
public sealed interface Check {

  /** Contains the text, ignoring ASCII case. */
  record Contains(String text) implements Check {
    public Contains {
      requireNonNull(text, "text is null");
    }
  }

  /** Does not contain the text, ignoring ASCII case. */
  record Excludes(String text) implements Check {
    public Excludes {
      requireNonNull(text, "text is null");
    }
  }

  /** Some part matches the regular expression ({@link java.util.regex.Pattern} syntax). */
  record Matches(String regex) implements Check {
    public Matches {
      java.util.regex.Pattern.compile(regex);
    }
  }

  /** Number of white-space-separated words between both bounds, inclusive. */
  record Words(int least, int most) implements Check {
    public Words {
      requireOrdered(least, most);
    }
  }

  /** Number of non-blank lines between both bounds, inclusive. */
  record Lines(int least, int most) implements Check {
    public Lines {
      requireOrdered(least, most);
    }
  }

  private static void requireOrdered(int least, int most) {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException("Bounds (%d, %d) are not ordered.".formatted(least, most));
    }
  }
}
