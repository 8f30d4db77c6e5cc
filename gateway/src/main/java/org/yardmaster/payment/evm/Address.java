package org.yardmaster.payment.evm;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An account or contract.
 *
 * @param text {@code 0x} and 40 lower-case hex digits, so that equal addresses are equal texts
 */
public record Address(String text) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{40}");

  /** Permit2, at one address on every chain. */
  public static final Address PERMIT2 = new Address("0x000000000022D473030F116dDEE9F6B43aC78BA3");

  public Address {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("expected an address of 0x and 40 hex digits");
    }
    text = text.toLowerCase(Locale.ROOT);
  }

  /** The last 20 bytes of a hash or word. */
  static Address last20(byte[] word) {
    return new Address(Word.text(Arrays.copyOfRange(word, word.length - 20, word.length)));
  }

  /** As a word, zeros in front. */
  public byte[] word() {
    byte[] word = new byte[32];
    System.arraycopy(Word.bytes(text), 0, word, 12, 20);
    return word;
  }

  /** With the upper-case letters of EIP-55, as wallets and explorers show it. */
  public String checksummed() {
    String digits = text.substring(2);
    String hash = Word.text(Keccak.hash(digits)).substring(2);
    StringBuilder shown = new StringBuilder("0x");
    for (int index = 0; index < digits.length(); index++) {
      char digit = digits.charAt(index);
      shown.append(
          Character.digit(hash.charAt(index), 16) >= 8 ? Character.toUpperCase(digit) : digit);
    }
    return shown.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
