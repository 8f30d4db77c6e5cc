package org.yardmaster.routing;

import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.config.Traffic;

/**
 * Who served which conversation, for a while: bounded in number, each a few hundred bytes. In this
 * process alone; a conversation that is forgotten is routed anew. Thread-safe.
 */
public final class Seats {
  private final Clock clock;
  private final Map<String, Seat> seats = new LinkedHashMap<>(16, 0.75f, true);

  public Seats(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<Seat> find(Conversation conversation) {
    return Optional.ofNullable(seats.get(conversation.id()))
        .filter(seat -> seat.untilMillis() > clock.millis());
  }

  /** Remembers who served. */
  public void served(Conversation conversation, String candidate, Traffic.Sticky rules) {
    if (!rules.on()) {
      return;
    }
    long until = clock.millis() + rules.life().toMillis();
    Seat seat = new Seat(candidate, conversation, until);
    synchronized (this) {
      seats.put(conversation.id(), seat);
      while (seats.size() > rules.most() || expired()) {
        forgetEldest();
      }
    }
  }

  private void forgetEldest() {
    Iterator<Seat> eldest = seats.values().iterator();
    eldest.next();
    eldest.remove();
  }

  /** Whether the one that was used least recently has had its time. */
  private boolean expired() {
    return !seats.isEmpty() && seats.values().iterator().next().untilMillis() <= clock.millis();
  }
}
