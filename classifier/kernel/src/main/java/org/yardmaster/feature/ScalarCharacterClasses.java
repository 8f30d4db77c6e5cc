package org.yardmaster.feature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight characters at a time, by arithmetic on whole words, without a branch per character. */
final class ScalarCharacterClasses implements CharacterClasses {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /** Multiplied with one flag per byte, in its highest bit, gathers the flags in the last byte. */
  private static final long GATHER = 0x0002040810204081L;

  @Override
  public long read(byte[] text, int from, int blocks, long[] words, long[] others) {
    int digits = 0;
    int capitals = 0;
    for (int block = 0; block < blocks; block++) {
      int base = from + block * BLOCK;
      long wordBits = 0;
      long otherBits = 0;
      for (int at = 0; at < BLOCK; at += Long.BYTES) {
        long eight = (long) LONGS.get(text, base + at);
        long digit = between(eight, '0', '9');
        long letter = between(eight | 0x20 * ONES, 'a', 'z');
        // Bit 5 tells small letters from capitals.
        long capital = letter & ~(eight << 2);
        long word = letter | digit;
        long noSpace = (eight ^ ' ' * ONES) + 0x7f * ONES;
        LONGS.set(text, base + at, eight | (letter >>> 2));
        digits += Long.bitCount(digit);
        capitals += Long.bitCount(capital);
        wordBits |= gathered(word) << at;
        otherBits |= gathered(noSpace & ~word & HIGH) << at;
      }
      words[block] = wordBits;
      others[block] = otherBits;
    }
    return (long) capitals << Integer.SIZE | digits;
  }

  /** The high bit of each byte in the range; bytes are ASCII. */
  private static long between(long eight, char first, char last) {
    return (eight + (0x80 - first) * ONES) & ~(eight + (0x7f - last) * ONES) & HIGH;
  }

  /** One bit per byte, in order, from the high bit of each. */
  private static long gathered(long highBits) {
    return (highBits * GATHER) >>> 56;
  }
}
