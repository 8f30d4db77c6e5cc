package org.yardmaster.feature;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** Narrows UTF-16 to ASCII by the JDK's encoder, which runs on vector instructions. */
final class Ascii {
  private final CharsetEncoder encoder = StandardCharsets.US_ASCII.newEncoder();
  private final CharBuffer from;
  private final ByteBuffer to;

  /** Narrows from one array to the other, from {@link Features#START} on. */
  Ascii(char[] characters, byte[] bytes) {
    this.from = CharBuffer.wrap(characters);
    this.to = ByteBuffer.wrap(bytes, Features.START, bytes.length - Features.START).slice();
  }

  /** Copies the first characters as bytes; false when any of them is not ASCII. */
  boolean narrow(int length) {
    from.clear().limit(length);
    to.clear();
    return encoder.reset().encode(from, to, true).isUnderflow();
  }
}
