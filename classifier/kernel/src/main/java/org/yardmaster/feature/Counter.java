package org.yardmaster.feature;

/** The lexical and structural counters of schema {@code yard-1}, in feature order. */
public enum Counter {
  /** Characters of the whole text. */
  CHARACTERS,
  /** Tokens read. */
  TOKENS,
  /** Tokens of eight characters or more. */
  LONG_TOKENS,
  /** Tokens of digits only. */
  NUMBERS,
  /** ASCII digits. */
  DIGITS,
  /** ASCII capital letters. */
  CAPITALS,
  /** Line feeds. */
  LINES,
  /** Full stops and exclamation marks. */
  STOPS,
  /** Question marks. */
  QUESTIONS,
  /** Commas, semicolons and colons. */
  PAUSES,
  /** Single and double quotation marks. */
  QUOTES,
  /** Round brackets. */
  ROUND_BRACKETS,
  /** Square and curly brackets. */
  CODE_BRACKETS,
  /** {@code + * / = < > ^ % |}. */
  OPERATORS,
  /** Hyphens. */
  HYPHENS,
  /** Backslashes, dollar signs, underscores and hash signs. */
  MARKUP,
  /** Backticks. */
  BACKTICKS,
  /** Letters beyond ASCII, below U+2000. */
  FOREIGN_LETTERS,
  /** Characters from U+2E80 to U+D7FF. */
  IDEOGRAPHS,
  /** Lines that start like an option or list item: {@code \n[0-9A-Za-z\xC0-\x1FFF][.):]}. */
  OPTIONS,
  /** Blocks of a conversation: U+001E. */
  BLOCKS;

  /** How many counters there are. */
  public static final int COUNT = values().length;

  /** The ordinal of the counter of an ASCII character beyond letters and digits; -1 for none. */
  static int ofPunctuation(char character) {
    return switch (character) {
      case '\n' -> LINES.ordinal();
      case '.', '!' -> STOPS.ordinal();
      case '?' -> QUESTIONS.ordinal();
      case ',', ';', ':' -> PAUSES.ordinal();
      case '"', '\'' -> QUOTES.ordinal();
      case '(', ')' -> ROUND_BRACKETS.ordinal();
      case '[', ']', '{', '}' -> CODE_BRACKETS.ordinal();
      case '+', '*', '/', '=', '<', '>', '^', '%', '|' -> OPERATORS.ordinal();
      case '-' -> HYPHENS.ordinal();
      case '\\', '$', '_', '#' -> MARKUP.ordinal();
      case '`' -> BACKTICKS.ordinal();
      case '\u001e' -> BLOCKS.ordinal();
      default -> -1;
    };
  }
}
