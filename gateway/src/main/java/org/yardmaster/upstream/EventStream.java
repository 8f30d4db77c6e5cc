package org.yardmaster.upstream;

import java.util.ArrayList;
import java.util.List;

/** The server-sent events of a whole body, with their arrival times. */
public final class EventStream {
  private EventStream() {}

  public static List<ServerEvent> read(Body body) {
    List<ServerEvent> events = new ArrayList<>();
    EventDecoder decoder =
        new EventDecoder(
            (name, data, last) ->
                events.add(new ServerEvent(name, data, body.arrivedNanos(Math.toIntExact(last)))));
    decoder.feed(body.bytes());
    decoder.end();
    return List.copyOf(events);
  }
}
