package org.yardmaster.routing;

import org.yardmaster.provenance.Digest;

/** Where a unit of an experiment falls: uniform over units, and the same for ever. */
final class Assignment {
  private static final int DIGITS = 13;

  private Assignment() {}

  /** In [0, 1), from the first 52 bits of a SHA-256. */
  static double fraction(String experiment, String unit) {
    String hex = Digest.sha256Hex(experiment + "\n" + unit).substring(0, DIGITS);
    return Long.parseLong(hex, 16) / (double) (1L << (4 * DIGITS));
  }
}
