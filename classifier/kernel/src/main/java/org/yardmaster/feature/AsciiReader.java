package org.yardmaster.feature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads ASCII text, which most prompts are, in a few passes without hard branches: classes of
 * characters as bits, where those bits change, the first eight bytes of every token, and then all
 * hashes in one loop that the compiler turns into vector instructions.
 */
final class AsciiReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Set in every ASCII letter and in no digit. */
  private static final long LETTER_BIT = 0x4040404040404040L;

  private static final long NOT_ASCII = 0x8080808080808080L;

  /** Positions written per step; those beyond the last one are overwritten or ignored. */
  private static final int STEP = 8;

  /** Counts what no counter counts. */
  private static final int NO_COUNTER = Counter.COUNT;

  /** The counter of every ASCII character that is neither letter nor digit. */
  private static final byte[] COUNTER = counters();

  private static final int ENDS_OPTION = 1;
  private static final int LINE_FEED = 2;
  private static final int WORD = 4;

  /** What a character can be in {@code \n[0-9a-z][.):]}; capitals have been folded. */
  private static final byte[] OPTION = options();

  private final Features features;
  private final CharacterClasses classes;
  private final long[] words;
  private final long[] others;
  private final int[] bounds;
  private final int[] low;
  private final int[] high;
  private final int[] sizes;
  private final int[] longTokens;
  private final int[] tally = new int[Counter.COUNT + 1];

  /** Room for texts of so many characters. */
  AsciiReader(Features features, CharacterClasses classes, int capacity) {
    int blocks = capacity / CharacterClasses.BLOCK + 2;
    int tokens = capacity / 2 + STEP;
    this.features = features;
    this.classes = classes;
    this.words = new long[blocks];
    this.others = new long[blocks];
    this.bounds = new int[capacity + capacity / 16 + 2 * STEP + 2];
    this.low = new int[tokens];
    this.high = new int[tokens];
    this.sizes = new int[tokens];
    this.longTokens = new int[tokens];
  }

  private static byte[] counters() {
    byte[] counters = new byte[128];
    for (char character = 0; character < counters.length; character++) {
      int counter = Counter.ofPunctuation(character);
      counters[character] = (byte) (counter < 0 ? NO_COUNTER : counter);
    }
    return counters;
  }

  private static byte[] options() {
    byte[] options = new byte[128];
    "0123456789abcdefghijklmnopqrstuvwxyz".chars().forEach(each -> options[each] = WORD);
    ".):".chars().forEach(each -> options[each] = ENDS_OPTION);
    options['\n'] = LINE_FEED;
    return options;
  }

  /** Whether the first {@code length} bytes from {@link Features#START} on are ASCII. */
  static boolean isAscii(byte[] text, int length) {
    long any = 0;
    int whole = Features.START + (length & -Long.BYTES);
    for (int at = Features.START; at < whole; at += Long.BYTES) {
      any |= (long) LONGS.get(text, at);
    }
    for (int at = whole; at < Features.START + length; at++) {
      any |= text[at];
    }
    return (any & NOT_ASCII) == 0;
  }

  /** Reads the first {@code length} of the features' bytes. */
  void read(int length) {
    byte[] text = features.bytes();
    int end = Features.START + length;
    Arrays.fill(text, end, end + Features.PADDING, (byte) ' ');
    Arrays.fill(tally, 0);
    // One space at least follows, so that the last token has an end.
    int blocks = length / CharacterClasses.BLOCK + 1;
    long counted = classes.read(text, Features.START, blocks, words, others);
    countOthers(text, blocks);
    int tokens = findTokens(blocks);
    if (loadTokens(text, tokens)) {
      tokens = split(tokens);
      loadTokens(text, tokens);
    }
    hash(features.hashes(), tokens);
    int[] counters = features.counters();
    System.arraycopy(tally, 0, counters, 0, Counter.COUNT);
    counters[Counter.DIGITS.ordinal()] = (int) counted;
    counters[Counter.CAPITALS.ordinal()] = (int) (counted >>> Integer.SIZE);
    features.pair(tokens);
  }

  /** Writes where the set bits are, and returns how many positions there are now. */
  private static int positions(long bits, int base, int[] to, int count) {
    int end = count + Long.bitCount(bits);
    long rest = bits;
    for (int at = count; at < end; at += STEP) {
      for (int step = 0; step < STEP; step++) {
        to[at + step] = base + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
      }
    }
    return end;
  }

  private void countOthers(byte[] text, int blocks) {
    int count = 0;
    for (int block = 0; block < blocks; block++) {
      int base = Features.START + block * CharacterClasses.BLOCK;
      count = positions(others[block], base, bounds, count);
    }
    int options = 0;
    for (int index = 0; index < count; index++) {
      int at = bounds[index];
      byte character = text[at];
      tally[COUNTER[character]]++;
      options += OPTION[character] & (OPTION[text[at - 2]] >> 1) & (OPTION[text[at - 1]] >> 2) & 1;
    }
    tally[Counter.OPTIONS.ordinal()] = options;
  }

  /** Writes start and end of every token, and returns how many there are. */
  private int findTokens(int blocks) {
    int count = 0;
    long before = 0;
    for (int block = 0; block < blocks; block++) {
      long bits = words[block];
      int base = Features.START + block * CharacterClasses.BLOCK;
      count = positions(bits ^ (bits << 1 | before), base, bounds, count);
      before = bits >>> (Long.SIZE - 1);
    }
    return count / 2;
  }

  /**
   * Loads the first eight bytes of every token; true when some token is longer than a token may be,
   * so that the work is to be done again after {@link #split}.
   */
  private boolean loadTokens(byte[] text, int tokens) {
    int longCount = 0;
    int eightOrMore = 0;
    int numbers = 0;
    int overlong = 0;
    for (int token = 0; token < tokens; token++) {
      int start = bounds[2 * token];
      int size = bounds[2 * token + 1] - start;
      long eight = (long) LONGS.get(text, start) & (-1L >>> Math.max(0, Long.SIZE - 8 * size));
      low[token] = (int) eight;
      high[token] = (int) (eight >>> Integer.SIZE);
      sizes[token] = size;
      numbers += (int) (((eight & LETTER_BIT) - 1) >>> (Long.SIZE - 1));
      eightOrMore += (7 - size) >>> (Integer.SIZE - 1);
      longTokens[longCount] = token;
      longCount += (8 - size) >>> (Integer.SIZE - 1);
      overlong |= FeatureSchema.LONGEST_TOKEN - size;
    }
    if (overlong < 0) {
      return true;
    }
    tally[Counter.TOKENS.ordinal()] = tokens;
    tally[Counter.LONG_TOKENS.ordinal()] = eightOrMore;
    tally[Counter.NUMBERS.ordinal()] = numbers;
    tally[NO_COUNTER] = longCount;
    return false;
  }

  /**
   * Splits tokens that are too long, from the last to the first; returns how many there are now.
   */
  private int split(int tokens) {
    int longest = FeatureSchema.LONGEST_TOKEN;
    int all = tokens;
    for (int token = 0; token < tokens; token++) {
      all += (bounds[2 * token + 1] - bounds[2 * token] - 1) / longest;
    }
    int to = all;
    for (int token = tokens - 1; token >= 0; token--) {
      int start = bounds[2 * token];
      int end = bounds[2 * token + 1];
      for (int from = end - 1 - (end - 1 - start) % longest; from >= start; from -= longest) {
        to--;
        bounds[2 * to] = from;
        bounds[2 * to + 1] = Math.min(end, from + longest);
      }
    }
    return all;
  }

  private void hash(int[] hashes, int tokens) {
    for (int token = 0; token < tokens; token++) {
      hashes[token] = Murmur3.hashUpTo8(low[token], high[token], sizes[token]);
    }
    int longCount = tally[NO_COUNTER];
    for (int index = 0; index < longCount; index++) {
      int token = longTokens[index];
      hashes[token] = hashLong(features.bytes(), bounds[2 * token], sizes[token]);
      // It was taken for a number by its first eight bytes.
      if (((low[token] | high[token]) & (int) LETTER_BIT) == 0
          && anyLetter(features.bytes(), bounds[2 * token], sizes[token])) {
        tally[Counter.NUMBERS.ordinal()]--;
      }
    }
  }

  /** Whether there is a letter in a token of more than eight bytes. */
  private static boolean anyLetter(byte[] text, int start, int length) {
    long letters = (long) LONGS.get(text, start + length - Long.BYTES);
    for (int at = 0; at + Long.BYTES < length; at += Long.BYTES) {
      letters |= (long) LONGS.get(text, start + at);
    }
    return (letters & LETTER_BIT) != 0;
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
}
