package org.yardmaster.decide;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A row of 32 bytes at a time. */
final class VectorRowSum implements RowSum {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_256;

  VectorRowSum() {
    if (LongVector.SPECIES_PREFERRED.length() < WORDS) {
      throw new UnsupportedOperationException("made for vectors of 256 bits or more");
    }
  }

  @Override
  public void sum(long[] table, int stride, int word, int[] rows, int from, int to, long[] lanes) {
    LongVector even = LongVector.zero(SPECIES);
    LongVector odd = LongVector.zero(SPECIES);
    for (int index = from; index < to; index++) {
      LongVector row = LongVector.fromArray(SPECIES, table, rows[index] * stride + word);
      even = even.add(row.and(EVEN));
      odd = odd.add(row.lanewise(VectorOperators.LSHR, Byte.SIZE).and(EVEN));
    }
    even.intoArray(lanes, 0);
    odd.intoArray(lanes, WORDS);
  }
}
