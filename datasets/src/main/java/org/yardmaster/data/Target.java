package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;

/** What a right answer is: a grader compares a completion with it. */
public sealed interface Target {

  /** The source's outcomes carry their own labels; there is nothing here to grade against. */
  record Labelled() implements Target {}

  /** Any of these texts, compared after normalising case, white space and punctuation. */
  record Text(List<String> accepted) implements Target {
    public Text {
      accepted = nonEmpty(accepted, "accepted");
    }
  }

  /** One option of a multiple-choice question, by its letter {@code A}…{@code Z}. */
  record Choice(char letter) implements Target {
    public Choice {
      if (letter < 'A' || letter > 'Z') {
        throw new IllegalArgumentException("Choice (%s) must be a letter A-Z.".formatted(letter));
      }
    }
  }

  /**
   * A number, right within an absolute tolerance in the number's own unit. Both are kept without
   * trailing zeros and never in exponent form, so that equal numbers make equal targets.
   */
  record Numeric(BigDecimal value, BigDecimal tolerance) implements Target {
    public Numeric {
      value = plain(value);
      tolerance = plain(tolerance);
      if (tolerance.signum() < 0) {
        throw new IllegalArgumentException("Tolerance (%s) is negative.".formatted(tolerance));
      }
    }
  }

  /** A JSON value, equal regardless of key order and white space. */
  record Json(String canonical) implements Target {
    public Json {
      requireNonNull(canonical, "canonical is null");
    }
  }

  /**
   * Function calls with allowed alternatives per argument, as canonical JSON: {@code
   * [{"name":"f","arguments":{"x":[1,1.0]},"optional":["y"]}]}. An empty list means that no
   * function may be called.
   */
  record Calls(String canonical) implements Target {
    public Calls {
      requireNonNull(canonical, "canonical is null");
    }
  }

  /** Conditions that an open answer must meet, all of them. */
  record Checks(List<Check> checks) implements Target {
    public Checks {
      checks = nonEmpty(checks, "checks");
    }
  }

  /** A reference text; quality is the closeness of the answer to it, in [0, 1]. */
  record Reference(String text, Closeness closeness) implements Target {
    public Reference {
      requireNonNull(text, "text is null");
      requireNonNull(closeness, "closeness is null");
    }

    /** A reference whose closeness is ROUGE-L F1. */
    public Reference(String text) {
      this(text, Closeness.ROUGE_L);
    }
  }

  /** How close a text is to another: by common words in order, or by common character n-grams. */
  enum Closeness {
    ROUGE_L,
    CHRF
  }

  /** A mathematical value in LaTeX or plain notation, right in any form of the same value. */
  record Maths(String answer) implements Target {
    public Maths {
      requireNonNull(answer, "answer is null");
    }
  }

  /**
   * A program, right when it runs to its end with these tests behind it.
   *
   * @param language as code fences name it, for instance {@code python}
   * @param tests source text that fails unless the program is right
   */
  record Code(String language, String tests) implements Target {
    public Code {
      requireNonNull(language, "language is null");
      requireNonNull(tests, "tests is null");
      if (!language.matches("[a-z0-9+#-]{1,20}")) {
        throw new IllegalArgumentException(
            "Language (%s) must be a word as after a code fence, such as python."
                .formatted(language));
      }
    }
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static <T> List<T> nonEmpty(List<T> values, String name) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("A target needs at least one of %s.".formatted(name));
    }
    return List.copyOf(values);
  }
}
