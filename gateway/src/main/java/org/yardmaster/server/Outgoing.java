package org.yardmaster.server;

import java.util.Map;
import java.util.function.Supplier;

/** Where one answer goes. */
interface Outgoing {
  /**
   * A whole answer: JSON, unless the headers name another type.
   *
   * @throws EventOut.Gone when nobody is there
   */
  void answer(int status, Map<String, String> headers, byte[] body);

  /**
   * A stream.
   *
   * @param headers asked for once, at the first event
   */
  EventOut events(Supplier<Map<String, String>> headers);
}
