package org.yardmaster.grade;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which texts are compared: compatibility characters unified, lower case, quotes and
 * sentence punctuation dropped, separators inside labels read as spaces. What carries meaning in
 * names, code and numbers stays: {@code + # % & / = < > $ @}, a decimal point, a minus sign.
 */
final class NormalText {
  private static final Pattern GROUPED = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");
  private static final Pattern SEPARATOR = Pattern.compile("(?<=[\\p{L}\\d])[-_](?=\\p{L})|_");
  private static final Pattern POINT_OF_NUMBER = Pattern.compile("(?<=\\d)\\.(?=\\d)");
  private static final char KEPT_POINT = '\u0001';
  private static final Pattern PUNCTUATION =
      Pattern.compile("[\\p{Punct}\\p{P}&&[^+#%&/=<>$@\\-]]|(?<![\\s\\d])-(?=\\s|$)");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private NormalText() {}

  static String of(String text) {
    String unified =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace('−', '-')
            .replace('–', '-');
    String labels = SEPARATOR.matcher(GROUPED.matcher(unified).replaceAll("")).replaceAll(" ");
    String points = POINT_OF_NUMBER.matcher(labels).replaceAll(String.valueOf(KEPT_POINT));
    String bare = PUNCTUATION.matcher(points).replaceAll("").replace(KEPT_POINT, '.');
    return SPACES.matcher(bare).replaceAll(" ").strip();
  }
}
