package org.yardmaster.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last requests, for the status page. */
final class RecentCalls implements CallEvent.Listener {
  private static final int KEPT = 50;

  private final Deque<CallEvent> calls = new ArrayDeque<>();

  @Override
  public synchronized void finished(CallEvent event) {
    if (calls.size() == KEPT) {
      calls.removeLast();
    }
    calls.addFirst(event);
  }

  /** The newest first. */
  synchronized List<CallEvent> list() {
    return new ArrayList<>(calls);
  }
}
