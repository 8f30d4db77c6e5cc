package org.yardmaster.feature;

import java.util.Objects;

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

  /**
   * The same from UTF-8, with the features that {@code new String(utf8, from, to - from, UTF_8)}
   * has. What was escaped in JSON must have been unescaped. The whole of a long text is decoded, to
   * know its length, but only its window is kept and read; its bytes are not copied, which costs a
   * few bytes of allocation where the array is another one than the last.
   *
   * @param from the first byte
   * @param to behind the last
   */
  public static void read(byte[] utf8, int from, int to, Features features) {
    Objects.checkFromToIndex(from, to, utf8.length);
    int size = to - from;
    features.reset(Math.min(size, FeatureSchema.WINDOW + Utf8Text.CHUNK));
    int length = size;
    if (size > FeatureSchema.WINDOW) {
      length = features.utf8().decode(utf8, from, to);
      features.read(window(features, length));
    } else if (!features.readAscii(utf8, from, size)) {
      length = features.utf8().decode(features.bytes(), Features.START, Features.START + size);
      features.read(length);
    }
    features.counters()[Counter.CHARACTERS.ordinal()] = length;
  }

  /** Brings the halves of a decoded window together, and returns how many characters there are. */
  private static int window(Features features, int length) {
    if (length <= FeatureSchema.WINDOW) {
      return length;
    }
    int half = FeatureSchema.WINDOW / 2;
    char[] characters = features.characters();
    System.arraycopy(characters, features.utf8().end() - half, characters, half + 1, half);
    characters[half] = '\n';
    return FeatureSchema.WINDOW + 1;
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
