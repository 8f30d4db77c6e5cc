package org.yardmaster.upstream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Reads server-sent events (WHATWG HTML, "Server-sent events"): lines end with CR, LF or CRLF, a
 * blank line ends an event, comments and unknown fields are skipped, an event without data is none.
 * Unlike a browser it keeps a last event that no blank line ends: some servers close early, and
 * whether the answer is whole is told by its content.
 */
public final class EventStream {
  private final Body body;
  private final List<ServerEvent> events = new ArrayList<>();
  private StringJoiner data = new StringJoiner("\n");
  private boolean hasData;
  private String name = "";

  private EventStream(Body body) {
    this.body = body;
  }

  public static List<ServerEvent> read(Body body) {
    return new EventStream(body).read();
  }

  private List<ServerEvent> read() {
    byte[] bytes = body.bytes();
    int start = startsWithMark(bytes) ? 3 : 0;
    for (int index = start; index < bytes.length; index++) {
      if (bytes[index] == '\n' || bytes[index] == '\r') {
        line(start, index);
        if (bytes[index] == '\r' && index + 1 < bytes.length && bytes[index + 1] == '\n') {
          index++;
        }
        start = index + 1;
      }
    }
    line(start, bytes.length);
    dispatch(bytes.length - 1);
    return List.copyOf(events);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private void line(int start, int end) {
    if (start == end) {
      dispatch(end);
      return;
    }
    String line = new String(body.bytes(), start, end - start, StandardCharsets.UTF_8);
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    String bare = value.startsWith(" ") ? value.substring(1) : value;
    if (field.equals("data")) {
      data.add(bare);
      hasData = true;
    } else if (field.equals("event")) {
      name = bare;
    }
  }

  private void dispatch(int lastByte) {
    if (hasData) {
      events.add(new ServerEvent(name, data.toString(), body.arrivedNanos(lastByte)));
    }
    data = new StringJoiner("\n");
    hasData = false;
    name = "";
  }
}
