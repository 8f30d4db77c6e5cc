package org.yardmaster.cli;

import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values that must lie in a range; what lies outside is wrong usage, exit code 2. */
final class Ranges {
  private Ranges() {}

  /** A real number in a range that words describe. */
  abstract static class Real implements ITypeConverter<Double> {
    private final String expected;
    private final DoublePredicate inside;

    Real(String expected, DoublePredicate inside) {
      this.expected = expected;
      this.inside = inside;
    }

    @Override
    public Double convert(String text) {
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException fault) {
        throw new TypeConversionException("(%s) is no number; %s".formatted(text, expected));
      }
      if (!inside.test(value)) {
        throw new TypeConversionException("(%s) is out of range; %s".formatted(text, expected));
      }
      return value;
    }
  }

  /** A whole number from a least value on. */
  abstract static class Whole implements ITypeConverter<Integer> {
    private final int least;

    Whole(int least) {
      this.least = least;
    }

    @Override
    public Integer convert(String text) {
      try {
        int value = Integer.parseInt(text);
        if (value >= least) {
          return value;
        }
      } catch (NumberFormatException fault) {
        throw new TypeConversionException(
            "(%s) is no whole number; expected %d or more".formatted(text, least));
      }
      throw new TypeConversionException(
          "(%s) is out of range; expected %d or more".formatted(text, least));
    }
  }

  /** Quality that may be lost. */
  static final class Margin extends Real {
    Margin() {
      super("expected at least 0 and less than 1; 0.01 is one point", v -> v >= 0 && v < 1);
    }
  }

  /** A share or probability, ends included. */
  static final class Share extends Real {
    Share() {
      super("expected 0 to 1", v -> v >= 0 && v <= 1);
    }
  }

  /** A share or probability, ends excluded. */
  static final class InnerShare extends Real {
    InnerShare() {
      super("expected more than 0 and less than 1", v -> v > 0 && v < 1);
    }
  }

  /** A share that is not nothing. */
  static final class PositiveShare extends Real {
    PositiveShare() {
      super("expected more than 0 and at most 1", v -> v > 0 && v <= 1);
    }
  }

  /** An amount of money or time. */
  static final class NotNegative extends Real {
    NotNegative() {
      super("expected 0 or more", v -> v >= 0);
    }
  }

  /** An amount that is not nothing. */
  static final class Positive extends Real {
    Positive() {
      super("expected more than 0", v -> v > 0 && v < Double.POSITIVE_INFINITY);
    }
  }

  /** A {@code cost_quality_tradeoff}. */
  static final class Tradeoff extends Real {
    Tradeoff() {
      super("expected 0 (quality at any price) to 10 (the cheapest)", v -> v >= 0 && v <= 10);
    }
  }

  /** Folds of a cross-validation. */
  static final class Folds extends Whole {
    Folds() {
      super(2);
    }
  }

  /** A number of things, at least one. */
  static final class Count extends Whole {
    Count() {
      super(1);
    }
  }
}
