package org.yardmaster.feature;

/** Narrowing of UTF-16 to ASCII, in loops that the compiler turns into vector code. */
final class Ascii {
  private Ascii() {}

  /** Copies the characters as bytes; false when any of them is not ASCII. */
  static boolean narrow(char[] characters, int length, byte[] bytes) {
    int seen = 0;
    for (int at = 0; at < length; at++) {
      seen |= characters[at];
    }
    if (seen >= 0x80) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      bytes[at] = (byte) characters[at];
    }
    return true;
  }
}
