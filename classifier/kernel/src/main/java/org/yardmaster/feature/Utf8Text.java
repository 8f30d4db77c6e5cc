package org.yardmaster.feature;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 as {@code new String(bytes, UTF_8)} does, malformed input replaced, without the
 * string. Of a long text only the window is kept.
 */
final class Utf8Text {
  /** Characters decoded beyond the window before the middle is thrown away. */
  static final int CHUNK = 8_192;

  private static final int HALF = FeatureSchema.WINDOW / 2;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final CharBuffer to;
  private ByteBuffer from = ByteBuffer.allocate(0);

  /** Decodes into this array, whatever it holds at the time. */
  Utf8Text(char[] characters) {
    this.to = CharBuffer.wrap(characters);
  }

  /** Decodes a range, and returns how many characters (UTF-16 code units) the whole text has. */
  @SuppressWarnings("ReferenceEquality") // Another array of equal bytes is another array.
  int decode(byte[] utf8, int start, int end) {
    if (from.array() != utf8) {
      from = ByteBuffer.wrap(utf8);
    }
    from.limit(end).position(start);
    to.clear();
    decoder.reset();
    int dropped = 0;
    while (decoder.decode(from, to, true).isOverflow()) {
      int at = to.position();
      System.arraycopy(to.array(), at - HALF, to.array(), HALF, HALF);
      to.position(FeatureSchema.WINDOW);
      dropped += at - FeatureSchema.WINDOW;
    }
    decoder.flush(to);
    return to.position() + dropped;
  }

  /** Where the decoded characters end. */
  int end() {
    return to.position();
  }
}
