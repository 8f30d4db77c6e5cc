package org.yardmaster.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;

/**
 * The features of a text by regular expressions, as {@link FeatureSchema} documents them.
 *
 * @param buckets bucket of every token, then of every pair of neighbours, both in text order
 * @param counters by {@link Counter#ordinal}
 */
public record ReferenceFeatures(List<Integer> buckets, int[] counters) {
  private static final Pattern TOKEN =
      Pattern.compile("[0-9A-Za-z\\u00C0-\\u1FFF]{1,32}|[\\u2E80-\\uD7FF]");

  public static ReferenceFeatures of(FeatureSchema schema, String text) {
    String window = window(text).replaceAll("[\\ud800-\\udfff\\u0000]", "\ufffd");
    List<Integer> buckets = new ArrayList<>();
    List<Integer> pairs = new ArrayList<>();
    int[] counters = new int[Counter.COUNT];
    Matcher tokens = TOKEN.matcher(window);
    int previous = 0;
    while (tokens.find()) {
      String token = lower(tokens.group());
      int hash = murmur(token.getBytes(StandardCharsets.UTF_8));
      buckets.add(Math.floorMod(hash, schema.buckets()));
      if (counters[Counter.TOKENS.ordinal()]++ > 0) {
        pairs.add(Math.floorMod(31 * previous + hash, schema.buckets()));
      }
      counters[Counter.LONG_TOKENS.ordinal()] += token.length() >= 8 ? 1 : 0;
      counters[Counter.NUMBERS.ordinal()] += token.matches("[0-9]+") ? 1 : 0;
      previous = hash;
    }
    buckets.addAll(pairs);
    counters[Counter.CHARACTERS.ordinal()] = text.length();
    count(counters, Counter.DIGITS, "[0-9]", window);
    count(counters, Counter.CAPITALS, "[A-Z]", window);
    count(counters, Counter.LINES, "\n", window);
    count(counters, Counter.STOPS, "[.!]", window);
    count(counters, Counter.QUESTIONS, "[?]", window);
    count(counters, Counter.PAUSES, "[,;:]", window);
    count(counters, Counter.QUOTES, "[\"']", window);
    count(counters, Counter.ROUND_BRACKETS, "[()]", window);
    count(counters, Counter.CODE_BRACKETS, "[\\[\\]{}]", window);
    count(counters, Counter.OPERATORS, "[+*/=<>^%|]", window);
    count(counters, Counter.HYPHENS, "-", window);
    count(counters, Counter.MARKUP, "[\\\\$_#]", window);
    count(counters, Counter.BACKTICKS, "`", window);
    count(counters, Counter.FOREIGN_LETTERS, "[\\u00C0-\\u1FFF]", window);
    count(counters, Counter.IDEOGRAPHS, "[\\u2E80-\\uD7FF]", window);
    count(counters, Counter.OPTIONS, "\n[0-9A-Za-z\\u00C0-\\u1FFF][.):]", window);
    count(counters, Counter.BLOCKS, "\\u001E", window);
    return new ReferenceFeatures(buckets, counters);
  }

  private static String window(String text) {
    int half = FeatureSchema.WINDOW / 2;
    return text.length() <= FeatureSchema.WINDOW
        ? text
        : text.substring(0, half) + "\n" + text.substring(text.length() - half);
  }

  private static String lower(String token) {
    StringBuilder lower = new StringBuilder();
    for (int at = 0; at < token.length(); at++) {
      char character = token.charAt(at);
      lower.append(character >= 'A' && character <= 'Z' ? (char) (character + 32) : character);
    }
    return lower.toString();
  }

  private static void count(int[] counters, Counter counter, String expression, String text) {
    counters[counter.ordinal()] = (int) Pattern.compile(expression).matcher(text).results().count();
  }

  /** MurmurHash3 x86_32 with seed 0, from its published description. */
  private static int murmur(byte[] bytes) {
    int hash = 0;
    int at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      hash ^= scrambled(little(bytes, at, 4));
      hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    }
    hash ^= scrambled(little(bytes, at, bytes.length - at));
    hash ^= bytes.length;
    hash ^= hash >>> 16;
    hash *= 0x85ebca6b;
    hash ^= hash >>> 13;
    hash *= 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  private static int scrambled(int block) {
    return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
  }

  private static int little(byte[] bytes, int from, int length) {
    int value = 0;
    for (int index = 0; index < length; index++) {
      value |= (bytes[from + index] & 0xff) << (8 * index);
    }
    return value;
  }
}
