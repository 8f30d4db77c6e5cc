package org.yardmaster.feature;

/** MurmurHash3 x86_32 (Austin Appleby, public domain algorithm), seed 0, in pieces. */
final class Murmur3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  /** What four bytes (little-endian; the last ones fewer) contribute. */
  static int scramble(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }

  /** Takes in four bytes. */
  static int block(int hash, int block) {
    return stir(hash ^ scramble(block));
  }

  private static int stir(int hash) {
    return Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
  }

  /**
   * The hash of up to eight bytes, without a branch, so that a loop of it becomes vector
   * instructions.
   *
   * @param low the first four, little-endian; beyond {@code length} all zero
   * @param high the others, likewise
   */
  static int hashUpTo8(int low, int high, int length) {
    int first = scramble(low);
    int hash = first ^ ((first ^ stir(first)) & ((3 - length) >> 31));
    hash ^= scramble(high);
    hash ^= (hash ^ stir(hash)) & ((7 - length) >> 31);
    return finish(hash, length);
  }

  /** Mixes the length in and spreads every bit. */
  static int finish(int hash, int length) {
    int mixed = hash ^ length;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
