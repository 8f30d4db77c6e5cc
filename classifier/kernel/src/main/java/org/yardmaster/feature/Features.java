package org.yardmaster.feature;

import java.util.Arrays;

/**
 * The features of one text, in arrays that are reused from text to text and grow with the longest
 * text seen. Not thread-safe: one per thread.
 */
public final class Features {
  /** Where ASCII text starts in its array: what looks back from its start finds spaces. */
  static final int START = 64;

  /** Text is read by whole blocks, and eight bytes may be read from its last character on. */
  static final int PADDING = 128;

  private static final int FIRST_CAPACITY = 2_048;

  private final FeatureSchema schema;
  private final CharacterClasses classes;
  private final int[] counters = new int[Counter.COUNT];
  private char[] characters = {};
  private byte[] bytes = {};
  private int[] hashes = {};
  private int[] buckets = {};
  private Ascii ascii;
  private Utf8Text utf8;
  private AsciiReader asciiReader;
  private UnicodeReader unicodeReader;
  private int bucketCount;

  public Features(FeatureSchema schema) {
    this(schema, CharacterClasses.BEST);
  }

  Features(FeatureSchema schema, CharacterClasses classes) {
    this.schema = schema;
    this.classes = classes;
    grow(FIRST_CAPACITY);
    this.ascii = new Ascii(characters, bytes);
    this.utf8 = new Utf8Text(characters);
    this.asciiReader = new AsciiReader(this, classes, FIRST_CAPACITY);
    this.unicodeReader = new UnicodeReader(this);
  }

  public FeatureSchema schema() {
    return schema;
  }

  /** Number of word features read; the first so many entries of {@link #buckets} count. */
  public int bucketCount() {
    return bucketCount;
  }

  /**
   * Bucket of every word feature, with repeats: first every token, then every pair of neighbours,
   * both in text order. Only {@link #bucketCount} count.
   */
  public int[] buckets() {
    return buckets;
  }

  /** The counters, indexed by {@link Counter#ordinal}. */
  public int[] counters() {
    return counters;
  }

  /** The feature index of a counter's current bin, from 0 to {@code counterFeatures() - 1}. */
  public int counterFeature(int counter) {
    return counter * FeatureSchema.BINS + FeatureSchema.bin(counters[counter]);
  }

  /** Forgets the last text and makes room for one of so many characters. */
  void reset(int length) {
    bucketCount = 0;
    Arrays.fill(counters, 0);
    if (characters.length < length) {
      int capacity = Math.max(length, 2 * characters.length);
      grow(capacity);
      ascii = new Ascii(characters, bytes);
      utf8 = new Utf8Text(characters);
      asciiReader = new AsciiReader(this, classes, capacity);
      unicodeReader = new UnicodeReader(this);
    }
  }

  private void grow(int capacity) {
    characters = new char[capacity];
    bytes = new byte[START + capacity + PADDING];
    Arrays.fill(bytes, (byte) ' ');
    hashes = new int[capacity + 1];
    buckets = new int[2 * capacity + 1];
  }

  /** Room for the text as UTF-16. */
  char[] characters() {
    return characters;
  }

  /** Room for the text as ASCII, from {@link #START} on. */
  byte[] bytes() {
    return bytes;
  }

  /** Room for the hash of every token. */
  int[] hashes() {
    return hashes;
  }

  /** Reads the first {@link #characters}. */
  void read(int length) {
    if (ascii.narrow(length)) {
      asciiReader.read(length);
    } else {
      unicodeReader.read(length);
    }
  }

  /** Decodes to {@link #characters}. */
  Utf8Text utf8() {
    return utf8;
  }

  /** Reads bytes if all of them are ASCII, and says whether they were. */
  boolean readAscii(byte[] text, int from, int length) {
    System.arraycopy(text, from, bytes, START, length);
    boolean ascii = AsciiReader.isAscii(bytes, length);
    if (ascii) {
      asciiReader.read(length);
    }
    return ascii;
  }

  /** Makes the first {@link #hashes} word features. */
  void pair(int tokens) {
    int mask = schema.buckets() - 1;
    int[] hash = hashes;
    int[] to = buckets;
    for (int token = 0; token < tokens; token++) {
      to[token] = hash[token] & mask;
    }
    for (int token = 1; token < tokens; token++) {
      to[tokens + token - 1] = (31 * hash[token - 1] + hash[token]) & mask;
    }
    bucketCount = Math.max(0, 2 * tokens - 1);
  }
}
