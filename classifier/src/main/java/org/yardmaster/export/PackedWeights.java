package org.yardmaster.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.BitSet;

/**
 * A table of 16-bit weights in which most rows are zero, as text.
 *
 * @param used Base64 of a bit per row, lowest bit of the first byte first
 * @param rows Base64 of the used rows one after the other, 16-bit little-endian
 */
record PackedWeights(String used, String rows) {

  /** Packs a table whose rows have {@code width} weights. */
  static PackedWeights pack(short[] whole, int width) {
    UsedRows rows = UsedRows.of(whole, width);
    BitSet bits = new BitSet();
    for (int row : rows.used()) {
      bits.set(row);
    }
    int weights = rows.table().length - width;
    ByteBuffer packed = little(ByteBuffer.allocate(weights * Short.BYTES));
    packed.asShortBuffer().put(rows.table(), width, weights);
    Base64.Encoder encoder = Base64.getEncoder();
    return new PackedWeights(
        encoder.encodeToString(bits.toByteArray()), encoder.encodeToString(packed.array()));
  }

  /** The table again. */
  short[] unpack(int count, int width) {
    BitSet bits = BitSet.valueOf(Base64.getDecoder().decode(used));
    ByteBuffer packed = little(ByteBuffer.wrap(Base64.getDecoder().decode(rows)));
    short[] whole = new short[count * width];
    for (int row = bits.nextSetBit(0); row >= 0; row = bits.nextSetBit(row + 1)) {
      for (int column = 0; column < width; column++) {
        whole[row * width + column] = packed.getShort();
      }
    }
    return whole;
  }

  private static ByteBuffer little(ByteBuffer buffer) {
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }
}
