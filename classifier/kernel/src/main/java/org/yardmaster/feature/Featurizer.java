package org.yardmaster.feature;

/**
 * Reads a routing text into {@link Features}, as {@link FeatureSchema} defines. Long texts are read
 * by their window, so the work is bounded; nothing is allocated once the features have grown to the
 * longest text.
 */
public final class Featurizer {
  private Featurizer() {}

  /** Replaces what {@code features} held by the features of the text. */
  public static void read(CharSequence text, Features features) {
    int length = text.length();
    int read = Math.min(length, FeatureSchema.WINDOW + 1);
    features.reset(read);
    char[] characters = features.characters();
    if (length <= FeatureSchema.WINDOW) {
      copy(text, 0, length, characters, 0);
    } else {
      int half = FeatureSchema.WINDOW / 2;
      copy(text, 0, half, characters, 0);
      characters[half] = '\n';
      copy(text, length - half, length, characters, half + 1);
    }
    features.read(read);
    features.counters()[Counter.CHARACTERS.ordinal()] = length;
  }

  private static void copy(CharSequence text, int from, int to, char[] target, int at) {
    switch (text) {
      case String string -> string.getChars(from, to, target, at);
      case StringBuilder builder -> builder.getChars(from, to, target, at);
      default -> {
        for (int index = from; index < to; index++) {
          target[at + index - from] = text.charAt(index);
        }
      }
    }
  }
}
