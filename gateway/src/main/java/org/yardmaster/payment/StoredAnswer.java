package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, kept until the money arrived and for a while after it.
 *
 * @param headers of the answer, without those of the payment
 * @param events whether the body is a whole stream of server-sent events
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredAnswer(Map<String, String> headers, boolean events, byte[] body) {
  public StoredAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    requireNonNull(body, "body is null");
  }
}
