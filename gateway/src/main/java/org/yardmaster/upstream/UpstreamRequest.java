package org.yardmaster.upstream;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request: POST with a body, GET with an empty one.
 *
 * @param headers carry secrets: {@link #toString} leaves their values out
 * @param deadline from sending to the last byte of the answer
 */
@SuppressWarnings("ArrayRecordComponent")
public record UpstreamRequest(
    URI address, Map<String, String> headers, byte[] body, Duration deadline) {
  public UpstreamRequest {
    requireNonNull(address, "address is null");
    requireNonNull(body, "body is null");
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("Deadline (%s) must be positive.".formatted(deadline));
    }
  }

  /** The same with further headers. */
  public UpstreamRequest with(Map<String, String> further) {
    if (further.isEmpty()) {
      return this;
    }
    Map<String, String> all = new TreeMap<>(headers);
    all.putAll(further);
    return new UpstreamRequest(address, all, body, deadline);
  }

  @Override
  public String toString() {
    return "to %s with headers %s and %d bytes".formatted(address, headers.keySet(), body.length);
  }
}
