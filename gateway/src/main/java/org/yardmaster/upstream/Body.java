package org.yardmaster.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A response's bytes, decompressed, and when they came. */
public final class Body {
  /** The first {@code end} bytes had arrived {@code nanos} after sending. */
  record Arrival(int end, long nanos) {}

  private final byte[] bytes;
  private final List<Arrival> arrivals;

  Body(byte[] bytes, List<Arrival> arrivals) {
    this.bytes = bytes;
    this.arrivals = List.copyOf(arrivals);
  }

  /** A body that arrived at once. */
  public static Body of(byte[] bytes, long nanos) {
    return new Body(bytes.clone(), List.of(new Arrival(bytes.length, nanos)));
  }

  public int length() {
    return bytes.length;
  }

  /** The bytes as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Nanoseconds from sending until byte {@code index} had arrived. */
  long arrivedNanos(int index) {
    for (Arrival arrival : arrivals) {
      if (index < arrival.end()) {
        return arrival.nanos();
      }
    }
    return arrivals.isEmpty() ? 0 : arrivals.getLast().nanos();
  }
}
