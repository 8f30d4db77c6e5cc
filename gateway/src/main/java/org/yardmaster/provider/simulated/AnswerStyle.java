package org.yardmaster.provider.simulated;

import static java.util.Objects.requireNonNull;

/**
 * How a simulated candidate words its answers.
 *
 * @param opening said before anything else; may be empty
 * @param sentences sentences of working shown before the answer
 * @param answer the final line, with {@code {}} where the answer goes
 * @param closing said after the answer; may be empty
 * @param fencedJson JSON comes in a Markdown code fence
 * @param prettyJson JSON comes over several lines
 * @param groupedDigits large numbers come with separators, in the manner of the sample's language
 * @param units currency or percent signs are added where the prompt speaks of them
 */
public record AnswerStyle(
    String opening,
    int sentences,
    String answer,
    String closing,
    boolean fencedJson,
    boolean prettyJson,
    boolean groupedDigits,
    boolean units) {
  static final String SLOT = "{}";

  public AnswerStyle {
    requireNonNull(opening, "opening is null");
    requireNonNull(closing, "closing is null");
    if (!answer.contains(SLOT)) {
      throw new IllegalArgumentException(
          "Answer template (%s) needs a place for the answer: {}.".formatted(answer));
    }
    if (sentences < 0) {
      throw new IllegalArgumentException("Sentences (%d) is negative.".formatted(sentences));
    }
  }
}
