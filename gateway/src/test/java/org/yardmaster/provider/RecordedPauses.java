package org.yardmaster.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pauses that were asked for; nothing really waits. */
final class RecordedPauses implements Waiting {
  private final List<Duration> pauses = new ArrayList<>();

  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public synchronized void pause(Duration duration) {
    pauses.add(duration);
  }
}
