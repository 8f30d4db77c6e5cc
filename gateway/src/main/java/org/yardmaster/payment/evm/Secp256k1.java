package org.yardmaster.payment.evm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Signatures over the curve of Ethereum accounts. The curve's arithmetic is BouncyCastle's. */
public final class Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private Secp256k1() {}

  /**
   * Who signed a digest.
   *
   * @param signature 65 bytes {@code r | s | v}, v of 27 or 28
   * @return nothing for a signature of another form, with a high s (of two equal signatures only
   *     one is taken), or of nobody
   */
  public static Optional<Address> signer(byte[] digest, byte[] signature) {
    if (signature.length != 65 || (signature[64] != 27 && signature[64] != 28)) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    if (r.signum() == 0 || r.compareTo(ORDER) >= 0 || s.signum() == 0) {
      return Optional.empty();
    }
    if (s.compareTo(HALF_ORDER) > 0) {
      return Optional.empty();
    }
    return recover(digest, r, s, signature[64] - 27);
  }

  private static Optional<Address> recover(byte[] digest, BigInteger r, BigInteger s, int odd) {
    byte[] compressed = new byte[33];
    compressed[0] = (byte) (2 + odd);
    System.arraycopy(Word.of(r), 0, compressed, 1, 32);
    ECPoint point;
    try {
      point = CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException notOnTheCurve) {
      return Optional.empty();
    }
    BigInteger inverse = r.modInverse(ORDER);
    BigInteger fromDigest = new BigInteger(1, digest).negate().multiply(inverse).mod(ORDER);
    BigInteger fromPoint = s.multiply(inverse).mod(ORDER);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), fromDigest, point, fromPoint).normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(address(key));
  }

  private static Address address(ECPoint key) {
    byte[] encoded = key.getEncoded(false);
    return Address.last20(Keccak.hash(Arrays.copyOfRange(encoded, 1, encoded.length)));
  }

  /**
   * The account of a private key.
   *
   * @throws IllegalArgumentException when it is 0 or not below the curve's order
   */
  public static Address address(BigInteger privateKey) {
    if (privateKey.signum() <= 0 || privateKey.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("A private key must be from 1 to the curve's order.");
    }
    return address(CURVE.getG().multiply(privateKey).normalize());
  }

  /** A signature {@code r | s | v} with the nonce of RFC 6979 and a low s. */
  public static byte[] sign(byte[] digest, BigInteger privateKey) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(privateKey, DOMAIN));
    BigInteger[] found = signer.generateSignature(digest);
    BigInteger s = found[1].compareTo(HALF_ORDER) > 0 ? ORDER.subtract(found[1]) : found[1];
    byte[] signature = new byte[65];
    System.arraycopy(Word.of(found[0]), 0, signature, 0, 32);
    System.arraycopy(Word.of(s), 0, signature, 32, 32);
    Optional<Address> own = Optional.of(address(privateKey));
    for (byte v = 27; v <= 28; v++) {
      signature[64] = v;
      if (signer(digest, signature).equals(own)) {
        return signature;
      }
    }
    throw new IllegalStateException("A fresh signature does not recover to its own key.");
  }
}
