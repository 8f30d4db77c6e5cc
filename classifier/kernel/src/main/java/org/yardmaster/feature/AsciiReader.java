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

  private final Features features;
  private final byte[] text;
  private final int[] buckets;
  private final int bucketMask;
  private int bucketCount;
  private int firstToken = 1;
  private int previousHash;
  private int tokens;
  private int longTokens;
  private int numbers;

  private AsciiReader(Features features) {
    this.features = features;
    this.text = features.bytes();
    this.buckets = features.buckets();
    this.bucketMask = features.schema().buckets() - 1;
  }

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
    new AsciiReader(features).readAll(length);
  }

  private void readAll(int length) {
    int digits = 0;
    int capitals = 0;
    int tokenStart = -1;
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
      tokenStart = readTokens(words, block, tokenStart);
      for (long rest = others; rest != 0; rest &= rest - 1) {
        readOther(block + Long.numberOfTrailingZeros(rest));
      }
    }
    int[] counters = features.counters();
    counters[Counter.DIGITS.ordinal()] = digits;
    counters[Counter.CAPITALS.ordinal()] = capitals;
    counters[Counter.TOKENS.ordinal()] = tokens;
    counters[Counter.LONG_TOKENS.ordinal()] = longTokens;
    counters[Counter.NUMBERS.ordinal()] = numbers;
    features.setBucketCount(bucketCount);
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

  /**
   * Reads the tokens of 64 characters.
   *
   * @param words one bit per character that belongs to a token
   * @param open start of a token that the block before left open, or -1
   * @return the same for this block
   */
  private int readTokens(long words, int block, int open) {
    long rest = words;
    if (open >= 0) {
      int end = Long.numberOfTrailingZeros(~rest);
      if (end == Long.SIZE) {
        return open;
      }
      readRun(open, block + end - open);
      rest &= -1L << end;
    }
    while (rest != 0) {
      int start = Long.numberOfTrailingZeros(rest);
      int length = Long.numberOfTrailingZeros(~(rest >>> start));
      if (start + length == Long.SIZE) {
        return block + start;
      }
      readRun(block + start, length);
      rest &= -1L << (start + length);
    }
    return -1;
  }

  private void readRun(int start, int length) {
    int from = start;
    int left = length;
    while (left > FeatureSchema.LONGEST_TOKEN) {
      readToken(from, FeatureSchema.LONGEST_TOKEN);
      from += FeatureSchema.LONGEST_TOKEN;
      left -= FeatureSchema.LONGEST_TOKEN;
    }
    readToken(from, left);
  }

  private void readToken(int start, int length) {
    long eight = (long) LONGS.get(text, start);
    long letters;
    int hash;
    if (length <= Long.BYTES) {
      long token = eight & (-1L >>> (Long.SIZE - Long.BYTES * length));
      letters = token & LETTER_BIT;
      hash = Murmur3.hashUpTo8(token, length);
    } else {
      letters = lettersOf(start, length);
      hash = hashLong(start, length);
    }
    numbers += (int) ((letters - 1) >>> 63);
    longTokens += (7 - length) >>> 31;
    tokens++;
    int at = bucketCount;
    buckets[at] = hash & bucketMask;
    buckets[at + 1] = (31 * previousHash + hash) & bucketMask;
    bucketCount = at + 2 - firstToken;
    // The first token has no predecessor: it stands where its pair would, and the pair is dropped.
    firstToken = 0;
    previousHash = hash;
  }

  private long lettersOf(int start, int length) {
    long letters = (long) LONGS.get(text, start + length - Long.BYTES);
    for (int at = 0; at + Long.BYTES < length; at += Long.BYTES) {
      letters |= (long) LONGS.get(text, start + at);
    }
    return letters & LETTER_BIT;
  }

  private int hashLong(int start, int length) {
    int hash = 0;
    int blocks = length & ~3;
    for (int at = 0; at < blocks; at += 4) {
      hash = Murmur3.block(hash, (int) INTS.get(text, start + at));
    }
    int tail = (int) INTS.get(text, start + blocks) & ((1 << (8 * (length & 3))) - 1);
    return Murmur3.finish(hash ^ Murmur3.scramble(tail), length);
  }

  private void readOther(int at) {
    byte character = text[at];
    int counter = COUNTER[character];
    if (counter >= 0) {
      features.counters()[counter]++;
    }
    if ((character == '.' || character == ')' || character == ':')
        && at >= 2
        && text[at - 2] == '\n'
        && isWord(text[at - 1])) {
      features.counters()[Counter.OPTIONS.ordinal()]++;
    }
  }

  /** True for a letter or digit; capitals have been folded. */
  private static boolean isWord(byte character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  }
}
