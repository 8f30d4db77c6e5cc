package org.yardmaster.feature;

/** Reads a routing text into {@link Features}, in one pass, as {@link FeatureSchema} defines. */
public final class Featurizer {
  private final Features features;
  private int tokenBytes;
  private int tokenCharacters;
  private boolean tokenDigitsOnly = true;
  private int previousHash;
  private boolean previousToken;
  private int lineStart;

  private Featurizer(Features features) {
    this.features = features;
  }

  /** Replaces what {@code features} held by the features of the text. */
  public static void read(CharSequence text, Features features) {
    features.reset();
    new Featurizer(features).readAll(text);
  }

  private void readAll(CharSequence text) {
    int length = text.length();
    if (length <= FeatureSchema.WINDOW) {
      readRange(text, 0, length);
    } else {
      readRange(text, 0, FeatureSchema.WINDOW / 2);
      readCharacter('\n');
      readRange(text, length - FeatureSchema.WINDOW / 2, length);
    }
    endToken();
    features.set(Counter.CHARACTERS, length);
  }

  private void readRange(CharSequence text, int from, int to) {
    for (int at = from; at < to; at++) {
      readCharacter(text.charAt(at));
    }
  }

  private void readCharacter(char character) {
    if (character < 0x80) {
      readAscii(character);
    } else if (character >= 0xc0 && character < 0x2000) {
      features.count(Counter.FOREIGN_LETTERS);
      append(character, false);
    } else if (character >= 0x2e80 && character < 0xd800) {
      features.count(Counter.IDEOGRAPHS);
      endToken();
      append(character, false);
      endToken();
    } else {
      endToken();
    }
    lineStart = character == '\n' ? 2 : Math.max(0, lineStart - 1);
  }

  private void readAscii(char character) {
    if (character >= 'a' && character <= 'z') {
      append(character, false);
    } else if (character >= 'A' && character <= 'Z') {
      features.count(Counter.CAPITALS);
      append((char) (character + 32), false);
    } else if (character >= '0' && character <= '9') {
      features.count(Counter.DIGITS);
      append(character, true);
    } else {
      boolean option = lineStart == 1 && tokenCharacters == 1;
      endToken();
      readPunctuation(character, option);
    }
  }

  private void readPunctuation(char character, boolean option) {
    if (option && (character == '.' || character == ')' || character == ':')) {
      features.count(Counter.OPTIONS);
    }
    switch (character) {
      case '\n' -> features.count(Counter.LINES);
      case '.', '!' -> features.count(Counter.STOPS);
      case '?' -> features.count(Counter.QUESTIONS);
      case ',', ';', ':' -> features.count(Counter.PAUSES);
      case '"', '\'' -> features.count(Counter.QUOTES);
      case '(', ')' -> features.count(Counter.ROUND_BRACKETS);
      case '[', ']', '{', '}' -> features.count(Counter.CODE_BRACKETS);
      case '+', '*', '/', '=', '<', '>', '^', '%', '|' -> features.count(Counter.OPERATORS);
      case '-' -> features.count(Counter.HYPHENS);
      case '\\', '$', '_', '#' -> features.count(Counter.MARKUP);
      case '`' -> features.count(Counter.BACKTICKS);
      case '\u001e' -> features.count(Counter.BLOCKS);
      default -> {}
    }
  }

  private void append(char character, boolean digit) {
    if (tokenCharacters == FeatureSchema.LONGEST_TOKEN) {
      endToken();
    }
    tokenDigitsOnly &= digit;
    byte[] token = features.token();
    if (character < 0x80) {
      token[tokenBytes++] = (byte) character;
    } else if (character < 0x800) {
      token[tokenBytes++] = (byte) (0xc0 | (character >> 6));
      token[tokenBytes++] = (byte) (0x80 | (character & 0x3f));
    } else {
      token[tokenBytes++] = (byte) (0xe0 | (character >> 12));
      token[tokenBytes++] = (byte) (0x80 | ((character >> 6) & 0x3f));
      token[tokenBytes++] = (byte) (0x80 | (character & 0x3f));
    }
    tokenCharacters++;
  }

  private void endToken() {
    if (tokenCharacters == 0) {
      return;
    }
    int hash = Murmur3.hash(features.token(), tokenBytes);
    features.count(Counter.TOKENS);
    if (tokenCharacters >= 8) {
      features.count(Counter.LONG_TOKENS);
    }
    if (tokenDigitsOnly) {
      features.count(Counter.NUMBERS);
    }
    features.addBucket(hash);
    if (previousToken) {
      features.addBucket(31 * previousHash + hash);
    }
    previousHash = hash;
    previousToken = true;
    tokenBytes = 0;
    tokenCharacters = 0;
    tokenDigitsOnly = true;
  }
}
