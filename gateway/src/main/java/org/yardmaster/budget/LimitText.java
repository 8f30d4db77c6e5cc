package org.yardmaster.budget;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yardmaster.price.Usd;

/**
 * Limits as people write them: {@code 5/day}, {@code 0.50/hour model=small}, {@code 100/total}.
 * First the amount in USD and the period, then any number of selectors.
 */
public final class LimitText {
  private LimitText() {}

  /**
   * Reads a limit.
   *
   * @throws IllegalArgumentException saying what was found and expected
   */
  public static Limit read(String text, ZoneId zone) {
    String[] words = text.strip().split("\\s+");
    String[] amount = words[0].split("/", -1);
    if (amount.length != 2) {
      throw fault(text, "an amount and a period such as 5/day");
    }
    List<Selector> selectors = new ArrayList<>();
    for (int word = 1; word < words.length; word++) {
      selectors.add(selector(text, words[word]));
    }
    return new Limit(selectors, period(text, amount[1]), zone, Usd.nano(amount[0]));
  }

  /** As {@link #read} reads it back; the zone is not part of it. */
  public static String write(Limit limit) {
    return Usd.plain(limit.capNanoUsd())
        + "/"
        + limit.period().wireName()
        + limit.selectors().stream().map(one -> " " + one).collect(Collectors.joining());
  }

  private static Selector selector(String text, String word) {
    int equals = word.indexOf('=');
    for (Dimension dimension : Dimension.values()) {
      if (equals > 0 && dimension.wireName().equals(word.substring(0, equals))) {
        return new Selector(dimension, word.substring(equals + 1));
      }
    }
    throw fault(text, "selectors such as model=NAME; dimensions: " + names(Dimension.values()));
  }

  private static Period period(String text, String word) {
    for (Period period : Period.values()) {
      if (period.wireName().equals(word)) {
        return period;
      }
    }
    throw fault(text, "a period of " + names(Period.values()));
  }

  private static String names(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static IllegalArgumentException fault(String text, String expected) {
    return new IllegalArgumentException("Limit (%s): expected %s.".formatted(text, expected));
  }
}
