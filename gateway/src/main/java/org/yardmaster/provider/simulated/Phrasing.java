package org.yardmaster.provider.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Talk around an answer. Its sentences hold no number, no option letter and no JSON, so that what
 * is graded is the answer and not the talk.
 */
final class Phrasing {
  static final List<String> SENTENCES =
      List.of(
          "The key facts are all given in the text.",
          "Nothing else in the request changes the picture.",
          "There is one detail here that is easy to overlook.",
          "Checking this against the wording, it fits.",
          "Working through it step by step leads to one outcome.",
          "Other readings are possible but less likely.",
          "This follows from what was stated at the beginning.",
          "That also agrees with common practice.",
          "Each part was looked at on its own before putting them together.");

  private Phrasing() {}

  /** Opening, working, the answer in the candidate's own form, closing. */
  static String around(String answer, AnswerStyle style, RandomGenerator random) {
    return paragraphs(
        style.opening(),
        working(style, random),
        style.answer().replace(AnswerStyle.SLOT, answer),
        style.closing());
  }

  /** Opening, a block of its own such as code or a whole text, closing. */
  static String block(String block, AnswerStyle style) {
    return paragraphs(style.opening(), block, style.closing());
  }

  private static String working(AnswerStyle style, RandomGenerator random) {
    List<String> sentences = new ArrayList<>();
    for (int index = 0; index < style.sentences(); index++) {
      sentences.add(pick(SENTENCES, random));
    }
    return String.join(" ", sentences);
  }

  private static String paragraphs(String... parts) {
    return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  static <T> T pick(List<T> values, RandomGenerator random) {
    return values.get(random.nextInt(values.size()));
  }

  /** A random order of the same values. */
  static <T> List<T> shuffled(List<T> values, RandomGenerator random) {
    List<T> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
