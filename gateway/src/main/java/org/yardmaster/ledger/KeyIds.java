package org.yardmaster.ledger;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names of keys: random, short, no secret. */
public final class KeyIds {
  private static final int RANDOM_BYTES = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyIds() {}

  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return "key-" + HexFormat.of().formatHex(bytes);
  }

  /** What stores throw when a key is named that is not there. */
  public static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException(
        "There is no key (%s).%nMaybe `yardmaster keys list` shows the one that was meant."
            .formatted(id));
  }
}
