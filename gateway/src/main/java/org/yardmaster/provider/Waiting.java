package org.yardmaster.provider;

import java.time.Duration;

/** Monotonic time and pauses, so that tests need not wait. */
public interface Waiting {
  /** Nanoseconds since some fixed instant. */
  long nanos();

  /** Waits; ends early only by an interrupt. */
  void pause(Duration duration) throws InterruptedException;

  /** The machine's own. */
  static Waiting real() {
    return new Waiting() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
