package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.yardmaster.payment.StoredAnswer;

/** Keeps an answer until it may go out, or a copy of one that goes out at once. */
final class HeldOutgoing implements Outgoing {
  private final Optional<Outgoing> direct;
  private final Map<String, String> directHeaders;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Map<String, String> headers = Map.of();
  private boolean events;

  private HeldOutgoing(Optional<Outgoing> direct, Map<String, String> directHeaders) {
    this.direct = direct;
    this.directHeaders = directHeaders;
  }

  /** Keeps all. */
  static HeldOutgoing holding() {
    return new HeldOutgoing(Optional.empty(), Map.of());
  }

  /**
   * Keeps a copy.
   *
   * @param more headers of what goes out
   */
  static HeldOutgoing copying(Outgoing direct, Map<String, String> more) {
    return new HeldOutgoing(Optional.of(direct), more);
  }

  @Override
  public void answer(int status, Map<String, String> given, byte[] json) {
    headers = given;
    body.writeBytes(json);
    direct.ifPresent(out -> out.answer(status, joined(given, directHeaders), json));
  }

  @Override
  public EventOut events(Supplier<Map<String, String>> given) {
    Supplier<Map<String, String>> kept =
        () -> {
          headers = given.get();
          return joined(headers, directHeaders);
        };
    Optional<EventOut> out = direct.map(one -> one.events(kept));
    return written -> {
      if (!events) {
        events = true;
        if (out.isEmpty()) {
          headers = given.get();
        }
      }
      written.forEach(event -> body.writeBytes(event.getBytes(UTF_8)));
      out.ifPresent(one -> one.write(written));
    };
  }

  /** Whether something was written. */
  boolean begun() {
    return body.size() > 0;
  }

  StoredAnswer stored() {
    return new StoredAnswer(headers, events, body.toByteArray());
  }

  /** Sends a kept answer. */
  static void send(StoredAnswer answer, Map<String, String> more, Outgoing out) {
    Map<String, String> all = joined(answer.headers(), more);
    if (answer.events()) {
      out.events(() -> all).write(List.of(new String(answer.body(), UTF_8)));
    } else {
      out.answer(200, all, answer.body());
    }
  }

  private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new java.util.LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }
}
