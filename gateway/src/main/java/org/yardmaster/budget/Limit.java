package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * At most so much money in each turn of a period.
 *
 * @param selectors which calls count, all must hold; empty means every call
 * @param period after which it starts anew
 * @param zone whose calendar says when
 * @param capNanoUsd the most that may be spent and held together
 */
public record Limit(List<Selector> selectors, Period period, ZoneId zone, long capNanoUsd) {
  public Limit {
    selectors =
        selectors.stream()
            .sorted(Comparator.comparing(Selector::dimension).thenComparing(Selector::value))
            .toList();
    requireNonNull(period, "period is null");
    requireNonNull(zone, "zone is null");
    if (capNanoUsd < 0) {
      throw new IllegalArgumentException("A limit of %d nano-dollars.".formatted(capNanoUsd));
    }
  }

  /** The accounts that a call of this scope touches: none when the limit does not count it. */
  public List<Account> accounts(Scope scope, Instant at) {
    List<List<Selector>> subjects = List.of(List.of());
    for (Selector selector : selectors) {
      subjects = extend(subjects, selector, scope);
    }
    Window window = period.window(at, zone);
    return subjects.stream()
        .map(subject -> new Account(selectors, subject, period, zone, window))
        .toList();
  }

  private static List<List<Selector>> extend(
      List<List<Selector>> subjects, Selector selector, Scope scope) {
    List<List<Selector>> extended = new ArrayList<>();
    for (String value : scope.values(selector.dimension())) {
      if (selector.each() || selector.value().equals(value)) {
        for (List<Selector> subject : subjects) {
          List<Selector> longer = new ArrayList<>(subject);
          longer.add(new Selector(selector.dimension(), value));
          extended.add(longer);
        }
      }
    }
    return extended;
  }
}
