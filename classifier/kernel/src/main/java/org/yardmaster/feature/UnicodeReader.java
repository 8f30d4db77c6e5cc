package org.yardmaster.feature;

/** Reads text of any script, character by character; reused from text to text. */
final class UnicodeReader {
  private final Features features;
  private final char[] text;
  private final int[] counters;
  private final int[] hashes;
  private int tokens;
  private int hash;
  private int pending;
  private int pendingBits;
  private int tokenBytes;
  private int tokenCharacters;
  private boolean digitsOnly = true;

  /** A reader into the present arrays: who grows them needs another. */
  UnicodeReader(Features features) {
    this.features = features;
    this.text = features.characters();
    this.counters = features.counters();
    this.hashes = features.hashes();
  }

  /** Reads the first {@code length} of the features' characters. */
  void read(int length) {
    tokens = 0;
    for (int at = 0; at < length; at++) {
      readCharacter(at, text[at]);
    }
    endToken();
    counters[Counter.TOKENS.ordinal()] = tokens;
    features.pair(tokens);
  }

  private void readCharacter(int at, char character) {
    if (character < 0x80) {
      readAscii(at, character);
    } else if (character >= 0xc0 && character < 0x2000) {
      count(Counter.FOREIGN_LETTERS);
      append(character, false);
    } else if (character >= 0x2e80 && character < 0xd800) {
      count(Counter.IDEOGRAPHS);
      endToken();
      append(character, false);
      endToken();
    } else {
      endToken();
    }
  }

  private void readAscii(int at, char character) {
    if (character >= 'a' && character <= 'z') {
      append(character, false);
    } else if (character >= 'A' && character <= 'Z') {
      count(Counter.CAPITALS);
      append((char) (character + 32), false);
    } else if (character >= '0' && character <= '9') {
      count(Counter.DIGITS);
      append(character, true);
    } else {
      if (tokenCharacters == 1
          && at >= 2
          && text[at - 2] == '\n'
          && (character == '.' || character == ')' || character == ':')) {
        count(Counter.OPTIONS);
      }
      endToken();
      int counter = Counter.ofPunctuation(character);
      if (counter >= 0) {
        counters[counter]++;
      }
    }
  }

  private void count(Counter counter) {
    counters[counter.ordinal()]++;
  }

  private void append(char character, boolean digit) {
    if (tokenCharacters == FeatureSchema.LONGEST_TOKEN) {
      endToken();
    }
    digitsOnly &= digit;
    if (character < 0x80) {
      appendByte(character);
    } else if (character < 0x800) {
      appendByte(0xc0 | (character >> 6));
      appendByte(0x80 | (character & 0x3f));
    } else {
      appendByte(0xe0 | (character >> 12));
      appendByte(0x80 | ((character >> 6) & 0x3f));
      appendByte(0x80 | (character & 0x3f));
    }
    tokenCharacters++;
  }

  private void appendByte(int value) {
    pending |= value << pendingBits;
    pendingBits += Byte.SIZE;
    tokenBytes++;
    if (pendingBits == Integer.SIZE) {
      hash = Murmur3.block(hash, pending);
      pending = 0;
      pendingBits = 0;
    }
  }

  private void endToken() {
    if (tokenCharacters == 0) {
      return;
    }
    hashes[tokens++] = Murmur3.finish(hash ^ Murmur3.scramble(pending), tokenBytes);
    if (tokenCharacters >= 8) {
      count(Counter.LONG_TOKENS);
    }
    if (digitsOnly) {
      count(Counter.NUMBERS);
    }
    hash = 0;
    pending = 0;
    pendingBits = 0;
    tokenBytes = 0;
    tokenCharacters = 0;
    digitsOnly = true;
  }
}
