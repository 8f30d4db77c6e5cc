package org.yardmaster.grade;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it, with every value it may stand for.
 *
 * @param spelling as found
 * @param readings at least one
 */
record SpokenNumber(String spelling, List<BigDecimal> readings) {
  private static final String DIGITS =
      "(?:\\d{1,3}(?:[,.'’\\u00a0\\u2009\\u202f ]\\d{3})+(?!\\d)(?:[.,]\\d{1,60})?"
          + "|\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)(?:\\.\\d{1,60})?"
          + "|\\d{1,60}(?:[.,]\\d{1,60})?"
          + "|(?<!\\d)\\.\\d{1,60})";
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![A-Za-z0-9_])(?!0[xX])(?<sign>(?<![\\d)\\]])[-−]\\s?)?"
              + "(?:[$€£¥₹]\\s?)?(?<minus>[-−])?"
              + "(?<digits>"
              + DIGITS
              + ")(?:[eE](?<exponent>[+-]?\\d{1,3})(?!\\d)"
              + "|\\s?(?:[×x*]|\\\\times)\\s?10\\s?\\^\\s?\\{?(?<power>[-−]?\\d{1,3})\\}?)?"
              + "(?:\\s?/\\s?(?<divisor>\\d{1,60})(?![\\d/]))?"
              + "(?:\\s?(?<percent>\\\\?%|(?:percent|per cent|Prozent|por ciento|pour cent)\\b)"
              + "|\\s?(?<scale>(?i:thousand|million|billion|trillion|mn|bn|k|m|b|t))"
              + "(?![\\p{L}\\d]))?");
  private static final Pattern FRACTION =
      Pattern.compile("\\\\[dt]?frac\\s*\\{([^{}]{1,40})\\}\\s*\\{([^{}]{1,40})\\}");
  private static final Pattern LATEX_COMMA = Pattern.compile("\\{,\\}|,\\\\!|\\\\,");
  private static final Pattern UNIT =
      Pattern.compile("^[\\s\\p{Sc}%°]*(?:\\p{L}[\\p{L}\\d/²³^.]*\\s*){0,3}[.!]?\\s*$");
  private static final int MOST_EXPONENT = 300;

  SpokenNumber {
    readings = List.copyOf(readings);
  }

  /**
   * The number a piece states: the first one, or what an equation such as {@code 6 * 7 = 42} comes
   * to.
   */
  static Optional<SpokenNumber> stated(String piece) {
    List<SpokenNumber> numbers = all(piece);
    int equals = piece.lastIndexOf('=');
    if (equals >= 0 && alone(piece.substring(0, piece.indexOf('='))).isEmpty()) {
      Optional<SpokenNumber> outcome = all(piece.substring(equals + 1)).stream().findFirst();
      if (outcome.isPresent()) {
        return outcome;
      }
    }
    return numbers.stream().findFirst();
  }

  /** The number that a piece consists of, but for a sign, a currency and a unit. */
  static Optional<SpokenNumber> alone(String piece) {
    Matcher matcher = NUMBER.matcher(piece);
    boolean single =
        matcher.find()
            && piece.substring(0, matcher.start()).matches("[\\s~≈=+]*(?:\\p{Lu}{3}\\s)?")
            && UNIT.matcher(piece.substring(matcher.end())).find();
    return single ? all(piece).stream().findFirst() : Optional.empty();
  }

  /** The last number of a text. */
  static Optional<SpokenNumber> last(String text) {
    List<SpokenNumber> numbers = all(text);
    return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.getLast());
  }

  /** All numbers of a text in order. */
  static List<SpokenNumber> all(String text) {
    String plain = FRACTION.matcher(LATEX_COMMA.matcher(text).replaceAll(",")).replaceAll("$1/$2");
    List<SpokenNumber> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(plain);
    while (matcher.find()) {
      Set<BigDecimal> readings = readings(matcher);
      if (!readings.isEmpty()) {
        numbers.add(new SpokenNumber(matcher.group().strip(), List.copyOf(readings)));
      }
    }
    return numbers;
  }

  private static Set<BigDecimal> readings(Matcher matcher) {
    Set<BigDecimal> readings = new LinkedHashSet<>();
    for (BigDecimal digits : digitReadings(matcher.group("digits"))) {
      boolean negative = matcher.group("sign") != null || matcher.group("minus") != null;
      BigDecimal signed = negative ? digits.negate() : digits;
      BigDecimal value =
          divided(signed, matcher.group("divisor")).scaleByPowerOfTen(power(matcher));
      readings.add(value);
      if (matcher.group("percent") != null) {
        readings.add(value.scaleByPowerOfTen(-2));
      }
      String scale = matcher.group("scale");
      if (scale != null) {
        readings.add(value.scaleByPowerOfTen(zeros(scale)));
      }
    }
    readings.removeIf(value -> Math.abs((long) value.precision() - value.scale()) > MOST_EXPONENT);
    return readings;
  }

  private static BigDecimal divided(BigDecimal value, @Nullable String by) {
    if (by == null || new BigDecimal(by).signum() == 0) {
      return value;
    }
    return value.divide(new BigDecimal(by), MathContext.DECIMAL128);
  }

  private static int power(Matcher matcher) {
    String exponent = matcher.group("exponent");
    String power = matcher.group("power");
    String written = exponent != null ? exponent : power != null ? power : "0";
    return Integer.parseInt(written.replace('−', '-'));
  }

  private static int zeros(String scale) {
    return switch (scale.toLowerCase(Locale.ROOT)) {
      case "thousand", "k" -> 3;
      case "million", "mn", "m" -> 6;
      case "billion", "bn", "b" -> 9;
      default -> 12;
    };
  }

  /**
   * The values a run of digits and separators may have: a separator that comes twice, or before
   * another kind, groups; a lone one before exactly three digits may group or not; any other is the
   * decimal point.
   */
  private static List<BigDecimal> digitReadings(String digits) {
    String plain = digits.replaceAll("['’\\u00a0\\u2009\\u202f ]", "");
    int comma = plain.lastIndexOf(',');
    int point = plain.lastIndexOf('.');
    int last = Math.max(comma, point);
    if (last < 0) {
      return List.of(new BigDecimal(plain));
    }
    BigDecimal whole = new BigDecimal(plain.replaceAll("[.,]", ""));
    BigDecimal decimal = whole.movePointLeft(plain.length() - last - 1);
    boolean repeated = plain.indexOf(plain.charAt(last)) != last;
    boolean both = comma >= 0 && point >= 0;
    if (repeated) {
      return List.of(whole);
    }
    boolean mayGroup =
        !both && plain.length() - last == 4 && last >= 1 && last <= 3 && plain.charAt(0) != '0';
    return mayGroup ? List.of(whole, decimal) : List.of(decimal);
  }
}
