package org.yardmaster.provenance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of text and bytes; every id in the project is one of these. */
public final class Digest {
  private Digest() {}

  public static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** A new digest, for content that comes piece by piece. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256.", missing);
    }
  }

  public static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  /** Digest of the UTF-8 bytes, 64 lower-case hex digits. */
  public static String sha256Hex(String text) {
    return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A number in [0, 1) fixed by the text: the first 53 bits of its digest. */
  public static double unitInterval(String text) {
    long bits = ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong();
    return (bits >>> 11) * 0x1.0p-53;
  }
}
