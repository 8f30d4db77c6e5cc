package org.yardmaster.payment.evm;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The 32-byte words that contracts and EIP-712 are made of, and their texts in JSON. Reading is
 * strict, so that one value has one text: decimals without sign or leading zero, hex of exact
 * length.
 */
public final class Word {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,77}");
  private static final Pattern HEX32 = Pattern.compile("0x[0-9a-fA-F]{64}");
  private static final BigInteger END = BigInteger.ONE.shiftLeft(256);

  private Word() {}

  /** An unsigned integer below 2^256, big-endian. */
  public static byte[] of(BigInteger value) {
    if (value.signum() < 0 || value.compareTo(END) >= 0) {
      throw new IllegalArgumentException("(%s) is no uint256.".formatted(value));
    }
    byte[] magnitude = value.toByteArray();
    byte[] word = new byte[32];
    int length = Math.min(magnitude.length, 32);
    System.arraycopy(magnitude, magnitude.length - length, word, 32 - length, length);
    return word;
  }

  public static byte[] of(long value) {
    return of(BigInteger.valueOf(value));
  }

  /**
   * A decimal text of a uint256.
   *
   * @throws IllegalArgumentException for anything else, hex and exponents included
   */
  public static BigInteger decimal(String text) {
    if (DECIMAL.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      if (value.compareTo(END) < 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("expected an unsigned decimal number below 2^256");
  }

  /** A text of 32 bytes in hex, made lower-case. */
  public static String hex32(String text) {
    if (!HEX32.matcher(text).matches()) {
      throw new IllegalArgumentException("expected 0x and 64 hex digits");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** Bytes as {@code 0x} and lower-case hex. */
  public static String text(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** The bytes of {@code 0x} and hex. */
  public static byte[] bytes(String text) {
    return HexFormat.of().parseHex(text.substring(2));
  }
}
