package org.yardmaster.feature;

import java.lang.invoke.MethodHandles;

/** Tells letters, digits, spaces and the rest of ASCII text apart, many characters at a time. */
interface CharacterClasses {
  /** Bits per block of characters. */
  int BLOCK = Long.SIZE;

  /** The fastest that this JVM has. */
  CharacterClasses BEST =
      Vectors.choose(
          CharacterClasses.class,
          MethodHandles.lookup(),
          "VectorCharacterClasses",
          new ScalarCharacterClasses());

  /**
   * Folds capitals and marks characters, one bit each, lowest first.
   *
   * @param text ASCII; rewritten with small letters
   * @param from where the first block begins
   * @param blocks how many blocks of {@link #BLOCK} characters
   * @param words takes a word per block: letters and digits
   * @param others takes a word per block: neither letter nor digit nor space
   * @return number of digits, and number of capitals shifted left by 32
   */
  long read(byte[] text, int from, int blocks, long[] words, long[] others);
}
