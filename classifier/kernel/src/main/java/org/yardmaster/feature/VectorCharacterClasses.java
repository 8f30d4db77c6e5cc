package org.yardmaster.feature;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** As many characters at a time as a vector holds, at least 32. */
final class VectorCharacterClasses implements CharacterClasses {
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;
  private static final int LENGTH = SPECIES.length();
  private static final int SMALLEST_LENGTH = 32;
  private static final byte SMALL = 0x20;

  VectorCharacterClasses() {
    if (LENGTH < SMALLEST_LENGTH || LENGTH > BLOCK) {
      throw new UnsupportedOperationException("made for vectors of 256 and 512 bits");
    }
  }

  @Override
  public long read(byte[] text, int from, int blocks, long[] words, long[] others) {
    int digits = 0;
    int capitals = 0;
    for (int block = 0; block < blocks; block++) {
      long wordBits = 0;
      long otherBits = 0;
      for (int at = 0; at < BLOCK; at += LENGTH) {
        int start = from + block * BLOCK + at;
        ByteVector characters = ByteVector.fromArray(SPECIES, text, start);
        ByteVector small = characters.or(SMALL);
        VectorMask<Byte> letter = upTo(small, 'a', 'z');
        long letters = letter.toLong();
        long numerals = upTo(characters, '0', '9').toLong();
        long word = letters | numerals;
        digits += Long.bitCount(numerals);
        capitals += Long.bitCount(upTo(characters, 'A', 'Z').toLong());
        wordBits |= word << at;
        otherBits |= (characters.compare(VectorOperators.NE, (byte) ' ').toLong() & ~word) << at;
        characters.blend(small, letter).intoArray(text, start);
      }
      words[block] = wordBits;
      others[block] = otherBits;
    }
    return (long) capitals << Integer.SIZE | digits;
  }

  /** Those in the range; moved so that its last becomes the largest byte, what follows wraps. */
  private static VectorMask<Byte> upTo(ByteVector characters, char first, char last) {
    byte shift = (byte) (Byte.MAX_VALUE - last);
    return characters
        .add(shift)
        .compare(VectorOperators.GT, (byte) (Byte.MAX_VALUE - (last - first) - 1));
  }
}
