package org.yardmaster.telemetry;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Where spans go.
 *
 * @param endpoint OTLP over HTTP, without {@code /v1/traces}
 * @param service its name in the traces
 * @param share of the traces begun here that are kept, 0 to 1; those begun by callers follow them
 */
public record TelemetrySpec(URI endpoint, String service, double share) {
  public TelemetrySpec {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(service, "service is null");
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share of %s; expected 0 to 1.".formatted(share));
    }
    String scheme = String.valueOf(endpoint.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "Telemetry endpoint (%s): expected an address such as http://127.0.0.1:4318."
              .formatted(endpoint));
    }
  }
}
