package org.yardmaster.table;

/**
 * Makes text from strangers safe to print: one line, no terminal commands, no hidden reordering.
 */
public final class Plain {
  private static final char REPLACEMENT = '\uFFFD';

  private Plain() {}

  /**
   * The text on one line; control characters, unpaired surrogates and characters that reverse the
   * direction of what follows become U+FFFD.
   */
  public static String oneLine(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> safe.appendCodePoint(visible(point)));
    return safe.toString();
  }

  private static int visible(int point) {
    if (point == '\n' || point == '\r' || point == '\t' || point == 0x2028 || point == 0x2029) {
      return ' ';
    }
    return hidden(point) ? REPLACEMENT : point;
  }

  private static boolean hidden(int point) {
    return Character.isISOControl(point)
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0x200E
        || point == 0x200F
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
        || (point & 0xFFFE) == 0xFFFE;
  }
}
