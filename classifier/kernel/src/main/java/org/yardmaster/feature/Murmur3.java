package org.yardmaster.feature;

/** MurmurHash3 x86_32 (Austin Appleby, public domain algorithm), seed 0. */
final class Murmur3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  static int hash(byte[] bytes, int length) {
    int hash = 0;
    int blocks = length & ~3;
    for (int at = 0; at < blocks; at += 4) {
      int block =
          (bytes[at] & 0xff)
              | ((bytes[at + 1] & 0xff) << 8)
              | ((bytes[at + 2] & 0xff) << 16)
              | (bytes[at + 3] << 24);
      hash ^= Integer.rotateLeft(block * C1, 15) * C2;
      hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int at = length - 1; at >= blocks; at--) {
      tail = (tail << 8) | (bytes[at] & 0xff);
    }
    hash ^= Integer.rotateLeft(tail * C1, 15) * C2;
    hash ^= length;
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
