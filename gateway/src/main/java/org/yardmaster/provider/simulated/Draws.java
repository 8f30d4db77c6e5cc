package org.yardmaster.provider.simulated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.yardmaster.provenance.Digest;

/** Random streams that depend on a seed and on names alone, never on the order of calls. */
record Draws(long seed) {
  /** The stream of these names: always the same numbers. */
  RandomGenerator of(String... names) {
    String text = seed + "\u0000" + String.join("\u0000", names);
    byte[] digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    return new SplittableRandom(ByteBuffer.wrap(digest).getLong());
  }
}
