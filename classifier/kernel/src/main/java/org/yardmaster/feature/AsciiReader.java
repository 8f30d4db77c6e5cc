package org.yardmaster.feature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads ASCII text, which most prompts are, eight characters at a time: arithmetic on whole words
 * finds letters, digits, spaces and the rest without a branch per character, so that what remains
 * is one step per token.
 */
final class AsciiReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /** Set in every ASCII letter and in no digit. */
  private static final long LETTER_BIT = 0x40 * ONES;

  /** Multiplied with one flag per byte, gathers the flags in the highest byte. */
  private static final long GATHER = 0x0102040810204080L;

  /** The counter of every ASCII character that is neither letter nor digit; -1 for none. */
  private static final byte[] COUNTER = counters();

  private AsciiReader() {}

  private static byte[] counters() {
    byte[] counters = new byte[128];
    for (char character = 0; character < counters.length; character++) {
      counters[character] = (byte) Counter.ofPunctuation(character);
    }
    return counters;
  }

  /** Reads the first {@code length} of the features' bytes. */
  static void read(Features features, int length) {
    Arrays.fill(features.bytes(), length, length + Features.PADDING, (byte) ' ');
    readCharacters(features, length);
    readTokens(features, length);
  }

  /** Folds capitals, counts characters, and marks those that belong to tokens. */
  private static void readCharacters(Features features, int length) {
    byte[] text = features.bytes();
    int[] counters = features.counters();
    int digits = 0;
    int capitals = 0;
    for (int block = 0; block <= length; block += Long.SIZE) {
      long words = 0;
      long others = 0;
      for (int at = 0; at < Long.SIZE; at += Long.BYTES) {
        long eight = (long) LONGS.get(text, block + at);
        long capital = between(eight, 'A', 'Z');
        long digit = between(eight, '0', '9');
        long folded = eight | (capital >>> 2);
        long word = between(folded, 'a', 'z') | digit;
        LONGS.set(text, block + at, folded);
        digits += Long.bitCount(digit);
        capitals += Long.bitCount(capital);
        words |= gathered(word) << at;
        others |= gathered(~(word | equal(eight, ' ')) & HIGH) << at;
      }
      features.words()[block / Long.SIZE] = words;
      for (long rest = others; rest != 0; rest &= rest - 1) {
        readOther(text, block + Long.numberOfTrailingZeros(rest), counters);
      }
    }
    counters[Counter.DIGITS.ordinal()] = digits;
    counters[Counter.CAPITALS.ordinal()] = capitals;
  }

  /** The high bit of each byte in the range; bytes are ASCII. */
  private static long between(long eight, char first, char last) {
    return (eight + (0x80 - first) * ONES) & ~(eight + (0x7f - last) * ONES) & HIGH;
  }

  private static long equal(long eight, char character) {
    return ~((eight ^ (character * ONES)) + 0x7f * ONES) & HIGH;
  }

  /** One bit per byte, in order, from the high bit of each. */
  private static long gathered(long highBits) {
    return ((highBits >>> 7) * GATHER) >>> 56;
  }

  /** Hashes every token and every pair of neighbours. */
  private static void readTokens(Features features, int length) {
    byte[] text = features.bytes();
    long[] words = features.words();
    int[] buckets = features.buckets();
    int mask = features.schema().buckets() - 1;
    int count = 0;
    int previous = 0;
    int longTokens = 0;
    int numbers = 0;
    int end = 0;
    for (int block = 0; block <= length >>> 6; block++) {
      int base = block << 6;
      long rest = words[block] & from(end - base);
      while (rest != 0) {
        int start = Long.numberOfTrailingZeros(rest);
        int left = Long.numberOfTrailingZeros(~(rest >>> start));
        if (start + left == Long.SIZE) {
          left += continued(words, block + 1);
        }
        // The carry of the lowest bit runs through the lowest run of ones and clears it.
        rest &= rest + Long.lowestOneBit(rest);
        start += base;
        end = start + left;
        do {
          int size = Math.min(left, FeatureSchema.LONGEST_TOKEN);
          long token = (long) LONGS.get(text, start) & (-1L >>> Math.max(0, 64 - 8 * size));
          long letters = token & LETTER_BIT;
          int hash;
          if (size <= Long.BYTES) {
            hash = Murmur3.hashUpTo8(token, size);
          } else {
            letters |= lettersOf(text, start, size);
            hash = hashLong(text, start, size);
          }
          numbers += (int) ((letters - 1) >>> 63);
          longTokens += (7 - size) >>> 31;
          // A pair takes the second place; that of the first token is overwritten.
          buckets[count] = hash & mask;
          buckets[count + 1] = (31 * previous + hash) & mask;
          count += count == 0 ? 1 : 2;
          previous = hash;
          start += size;
          left -= size;
        } while (left > 0);
      }
    }
    int[] counters = features.counters();
    counters[Counter.TOKENS.ordinal()] = (count + 1) / 2;
    counters[Counter.LONG_TOKENS.ordinal()] = longTokens;
    counters[Counter.NUMBERS.ordinal()] = numbers;
    features.setBucketCount(count);
  }

  /** All bits from one on; for 0 and less all, for 64 and more none. */
  private static long from(int bit) {
    return bit >= Long.SIZE ? 0 : -1L << Math.max(0, bit);
  }

  /** How many characters from the start of a block on belong to a run of the block before. */
  private static int continued(long[] words, int block) {
    int size = 0;
    for (int at = block; ; at++) {
      int ones = Long.numberOfTrailingZeros(~words[at]);
      size += ones;
      if (ones < Long.SIZE) {
        return size;
      }
    }
  }

  private static long lettersOf(byte[] text, int start, int length) {
    long letters = (long) LONGS.get(text, start + length - Long.BYTES);
    for (int at = Long.BYTES; at + Long.BYTES < length; at += Long.BYTES) {
      letters |= (long) LONGS.get(text, start + at);
    }
    return letters & LETTER_BIT;
  }

  private static int hashLong(byte[] text, int start, int length) {
    int hash = 0;
    int blocks = length & ~3;
    for (int at = 0; at < blocks; at += 4) {
      hash = Murmur3.block(hash, (int) INTS.get(text, start + at));
    }
    int tail = (int) INTS.get(text, start + blocks) & ((1 << (8 * (length & 3))) - 1);
    return Murmur3.finish(hash ^ Murmur3.scramble(tail), length);
  }

  private static void readOther(byte[] text, int at, int[] counters) {
    byte character = text[at];
    int counter = COUNTER[character];
    if (counter >= 0) {
      counters[counter]++;
    }
    if ((character == '.' || character == ')' || character == ':')
        && at >= 2
        && text[at - 2] == '\n'
        && isWord(text[at - 1])) {
      counters[Counter.OPTIONS.ordinal()]++;
    }
  }

  /** True for a letter or digit; capitals have been folded. */
  private static boolean isWord(byte character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  }
}
