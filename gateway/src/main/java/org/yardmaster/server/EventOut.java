package org.yardmaster.server;

import java.util.List;

/** Where a stream of events goes; the first write commits the answer's status and headers. */
interface EventOut {
  /** The client cannot be written to any more. */
  final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gone(Throwable cause) {
      super("the client went away", cause, false, false);
    }
  }

  /**
   * Writes whole events and flushes them.
   *
   * @throws Gone when nobody is there
   */
  void write(List<String> events);
}
