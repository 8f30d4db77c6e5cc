package org.yardmaster.payment.evm;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Digests of EIP-712, for structures whose fields are words already. */
public final class TypedData {
  private static final byte[] PREFIX = {0x19, 0x01};

  private TypedData() {}

  /** The domain of a token that has a version. */
  public static byte[] domain(String name, String version, long chainId, Address contract) {
    return struct(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
        Keccak.hash(name),
        Keccak.hash(version),
        Word.of(chainId),
        contract.word());
  }

  /** The domain of Permit2, which has no version. */
  public static byte[] permit2Domain(long chainId) {
    return struct(
        "EIP712Domain(string name,uint256 chainId,address verifyingContract)",
        Keccak.hash("Permit2"),
        Word.of(chainId),
        Address.PERMIT2.word());
  }

  /**
   * The hash of a structure.
   *
   * @param type {@code Name(type field,…)}, with the referenced types behind it
   * @param words one per field; a text or an inner structure is its hash
   */
  public static byte[] struct(String type, byte[]... words) {
    byte[][] parts = new byte[words.length + 1][];
    parts[0] = Keccak.hash(type.getBytes(UTF_8));
    System.arraycopy(words, 0, parts, 1, words.length);
    return Keccak.hash(parts);
  }

  /** What is signed. */
  public static byte[] digest(byte[] domain, byte[] struct) {
    return Keccak.hash(PREFIX, domain, struct);
  }
}
