package org.yardmaster.provider.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/** Numbers: right ones in many spellings, wrong ones near by. */
final class NumericAnswers {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private NumericAnswers() {}

  static Answer right(
      Sample sample, Target.Numeric target, AnswerStyle style, RandomGenerator random) {
    return Answer.of(Phrasing.around(write(target.value(), sample, style), style, random));
  }

  static Answer wrong(
      Sample sample, Target.Numeric target, AnswerStyle style, RandomGenerator random) {
    BigDecimal miss =
        Phrasing.shuffled(nearMisses(target), random).stream()
            .filter(number -> misses(target, number))
            .findFirst()
            .orElseGet(() -> beyond(target));
    return Answer.of(Phrasing.around(write(miss, sample, style), style, random));
  }

  /** Slips of a kind that people make too: off by one, a place, a sign, a tenth, a half. */
  private static List<BigDecimal> nearMisses(Target.Numeric target) {
    BigDecimal value = target.value();
    BigDecimal lastPlace = BigDecimal.ONE.movePointLeft(Math.max(0, value.scale()));
    BigDecimal step = lastPlace.max(target.tolerance().multiply(BigDecimal.valueOf(3)));
    return List.of(
        value.add(step),
        value.subtract(step),
        value.multiply(BigDecimal.TEN),
        value.negate(),
        scaled(value, "1.1"),
        scaled(value, "0.9"),
        scaled(value, "0.5"),
        scaled(value, "2"));
  }

  private static BigDecimal scaled(BigDecimal value, String factor) {
    int places = Math.max(0, value.scale());
    return value.multiply(new BigDecimal(factor)).setScale(places, RoundingMode.HALF_UP);
  }

  private static BigDecimal beyond(Target.Numeric target) {
    BigDecimal distance = target.tolerance().add(target.value().abs()).add(BigDecimal.ONE);
    return target.value().add(distance.multiply(BigDecimal.valueOf(200)));
  }

  /** Outside the tolerance, even when somebody reads it as a percentage. */
  private static boolean misses(Target.Numeric target, BigDecimal number) {
    BigDecimal margin = target.tolerance();
    return distance(target, number).compareTo(margin) > 0
        && distance(target, number.divide(HUNDRED)).compareTo(margin) > 0;
  }

  private static BigDecimal distance(Target.Numeric target, BigDecimal number) {
    return number.subtract(target.value()).abs();
  }

  private static String write(BigDecimal value, Sample sample, AnswerStyle style) {
    String sign = value.signum() < 0 ? "-" : "";
    BigDecimal size = value.abs().stripTrailingZeros();
    String digits = style.groupedDigits() ? grouped(size, sample) : size.toPlainString();
    if (!style.units()) {
      return sign + digits;
    }
    String prompt = sample.prompt().routingText();
    if (prompt.contains("$") || prompt.contains("USD")) {
      return sign + "$" + digits;
    }
    return prompt.contains("%") || prompt.contains("percent") ? sign + digits + "%" : sign + digits;
  }

  private static String grouped(BigDecimal size, Sample sample) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    switch (sample.labels().getOrDefault("language", "en")) {
      case "de", "es", "pt", "it" -> separators(symbols, '.', ',');
      case "fr" -> separators(symbols, '\u202f', ',');
      default -> separators(symbols, ',', '.');
    }
    DecimalFormat format = new DecimalFormat("#,##0", symbols);
    format.setMaximumFractionDigits(Math.max(0, size.scale()));
    format.setRoundingMode(RoundingMode.UNNECESSARY);
    return format.format(size);
  }

  private static void separators(DecimalFormatSymbols symbols, char group, char decimal) {
    symbols.setGroupingSeparator(group);
    symbols.setDecimalSeparator(decimal);
  }
}
