package org.yardmaster.payment.evm;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it: the padding of the contest, not that of SHA3-256. */
public final class Keccak {
  private Keccak() {}

  /** 32 bytes over all parts in a row. */
  public static byte[] hash(byte[]... parts) {
    KeccakDigest digest = new KeccakDigest(256);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** 32 bytes over the UTF-8 of a text. */
  public static byte[] hash(String text) {
    return hash(text.getBytes(UTF_8));
  }
}
