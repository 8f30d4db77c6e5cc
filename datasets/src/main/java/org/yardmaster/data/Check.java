package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** One condition that a machine can verify on an open answer. */
public sealed interface Check {
  /** True when the answer meets the condition. */
  boolean holds(String answer);

  /** Contains the text, ignoring ASCII case. */
  record Contains(String text) implements Check {
    public Contains {
      requireNonNull(text, "text is null");
    }

    @Override
    public boolean holds(String answer) {
      return asciiLower(answer).contains(asciiLower(text));
    }
  }

  /** Does not contain the text, ignoring ASCII case. */
  record Excludes(String text) implements Check {
    public Excludes {
      requireNonNull(text, "text is null");
    }

    @Override
    public boolean holds(String answer) {
      return !asciiLower(answer).contains(asciiLower(text));
    }
  }

  /** Some part matches the regular expression ({@link Pattern} syntax). */
  record Matches(String regex) implements Check {
    public Matches {
      Pattern.compile(regex);
    }

    @Override
    public boolean holds(String answer) {
      return Pattern.compile(regex).matcher(answer).find();
    }
  }

  /** Number of white-space-separated words between both bounds, inclusive. */
  record Words(int least, int most) implements Check {
    public Words {
      requireOrdered(least, most);
    }

    @Override
    public boolean holds(String answer) {
      String text = answer.strip();
      int words = text.isEmpty() ? 0 : text.split("\\s+").length;
      return least <= words && words <= most;
    }
  }

  /** Number of non-blank lines between both bounds, inclusive. */
  record Lines(int least, int most) implements Check {
    public Lines {
      requireOrdered(least, most);
    }

    @Override
    public boolean holds(String answer) {
      long lines = answer.lines().filter(line -> !line.isBlank()).count();
      return least <= lines && lines <= most;
    }
  }

  private static String asciiLower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int index = 0; index < lower.length(); index++) {
      char character = lower.charAt(index);
      if (character >= 'A' && character <= 'Z') {
        lower.setCharAt(index, (char) (character + ('a' - 'A')));
      }
    }
    return lower.toString();
  }

  private static void requireOrdered(int least, int most) {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException("Bounds (%d, %d) are not ordered.".formatted(least, most));
    }
  }
}
