package org.yardmaster.ledger;

import java.security.SecureRandom;
import java.util.Base64;
import org.yardmaster.provenance.Digest;

/**
 * The secret that a client presents: 256 random bits. Only its SHA-256 is stored; with that much
 * randomness a slow hash would protect nothing more. Printed once, by whoever created it.
 */
public final class KeyToken {
  /** So that scanners for leaked secrets can recognise it. */
  public static final String START = "ymk_";

  private static final int RANDOM_BYTES = 32;
  private static final int SHOWN = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private KeyToken(String text) {
    this.text = text;
  }

  public static KeyToken random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new KeyToken(START + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The secret itself: for the one person who gets it. */
  public String reveal() {
    return text;
  }

  /** What may be shown: 36 of the 256 bits. */
  public String prefix() {
    return text.substring(0, START.length() + SHOWN);
  }

  public String hash() {
    return hash(text);
  }

  /**
   * What stores look a presented token up by. Comparing digests instead of secrets makes the time
   * of the comparison useless to a guesser.
   */
  public static String hash(String presented) {
    return Digest.sha256Hex(presented);
  }

  @Override
  public String toString() {
    return prefix() + "…";
  }
}
