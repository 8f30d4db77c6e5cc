package org.yardmaster.server;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who guesses keys. An address that tried too many has to wait, and every key from there with it,
 * but for those that were accepted from that address in the last hour: behind one proxy a client
 * who guesses shuts out nobody who is known. Addresses and known keys are bounded in number, the
 * eldest go first. Thread-safe.
 */
final class KeyGuesses {
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration KNOWN = Duration.ofHours(1);
  private static final int GUESSES = 20;
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Map<Visit, Long> known = new LinkedHashMap<>();

  /** Guesses since an instant. */
  private record Count(long sinceMillis, int guesses) {}

  /** A key's digest, at an address. */
  private record Visit(String address, String hash) {}

  KeyGuesses(Clock clock) {
    this.clock = clock;
  }

  /** Whether a key, by its digest, is not even looked at. */
  synchronized boolean mustWait(String address, String hash) {
    Count count = counts.get(address);
    if (count == null || count.guesses() < GUESSES || passed(count.sinceMillis(), WINDOW)) {
      return false;
    }
    Long last = known.get(new Visit(address, hash));
    return last == null || passed(last, KNOWN);
  }

  /** A key that does not exist was tried. */
  synchronized void guessed(String address) {
    Count old = counts.get(address);
    if (old == null || passed(old.sinceMillis(), WINDOW)) {
      newest(counts, address, new Count(clock.millis(), 1));
    } else {
      counts.put(address, new Count(old.sinceMillis(), old.guesses() + 1));
    }
  }

  /** A valid key was used. */
  synchronized void accepted(String address, String hash) {
    newest(known, new Visit(address, hash), clock.millis());
  }

  private boolean passed(long sinceMillis, Duration time) {
    return clock.millis() - sinceMillis >= time.toMillis();
  }

  private static <K, V> void newest(Map<K, V> map, K key, V value) {
    map.remove(key);
    map.put(key, value);
    if (map.size() > MOST) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
