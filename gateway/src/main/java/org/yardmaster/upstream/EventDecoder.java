package org.yardmaster.upstream;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * Reads server-sent events (WHATWG HTML, "Server-sent events") part by part: lines end with CR, LF
 * or CRLF, a blank line ends an event, comments and unknown fields are skipped, an event without
 * data is none. Not safe for several threads at once.
 */
public final class EventDecoder {
  /** Takes complete events. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One event.
     *
     * @param name the {@code event} field; empty when there is none
     * @param data all {@code data} lines, joined by line feeds
     * @param lastByte index of the byte that ended it, counted from the beginning of the stream
     */
    void event(String name, String data, long lastByte);
  }

  private final Sink sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private StringJoiner data = new StringJoiner("\n");
  private boolean hasData;
  private String name = "";
  private boolean atStart = true;
  private boolean afterReturn;
  private long offset;

  public EventDecoder(Sink sink) {
    this.sink = requireNonNull(sink, "sink is null");
  }

  /** Reads the next bytes. */
  public void feed(byte[] part) {
    int start = 0;
    for (int index = 0; index < part.length; index++) {
      byte letter = part[index];
      if (letter == '\n' && afterReturn) {
        start = index + 1;
      } else if (letter == '\n' || letter == '\r') {
        endLine(part, start, index, offset + index);
        start = index + 1;
      }
      afterReturn = letter == '\r';
    }
    line.write(part, start, part.length - start);
    offset += part.length;
  }

  /**
   * Keeps a last event that no blank line ends: some servers close early, and whether the answer is
   * whole is told by its content.
   */
  public void end() {
    endLine(new byte[0], 0, 0, offset - 1);
    dispatch(offset - 1);
  }

  private void endLine(byte[] part, int start, int end, long lastByte) {
    String text;
    if (line.size() == 0) {
      text = new String(part, start, end - start, StandardCharsets.UTF_8);
    } else {
      line.write(part, start, end - start);
      text = line.toString(StandardCharsets.UTF_8);
      line.reset();
    }
    if (atStart && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    atStart = false;
    field(text, lastByte);
  }

  private void field(String text, long lastByte) {
    if (text.isEmpty()) {
      dispatch(lastByte);
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    String bare = value.startsWith(" ") ? value.substring(1) : value;
    if (field.equals("data")) {
      data.add(bare);
      hasData = true;
    } else if (field.equals("event")) {
      name = bare;
    }
  }

  private void dispatch(long lastByte) {
    if (hasData) {
      sink.event(name, data.toString(), lastByte);
      data = new StringJoiner("\n");
    }
    hasData = false;
    name = "";
  }
}
