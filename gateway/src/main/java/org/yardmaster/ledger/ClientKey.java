package org.yardmaster.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.budget.Dimension;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Period;
import org.yardmaster.budget.Selector;

/**
 * A client's key; the token itself is stored nowhere.
 *
 * @param id unique, stays the same when the token is rotated; usage and limits go by it
 * @param label given by whoever created it
 * @param prefix beginning of the newest token, to recognise it by
 * @param toppedUpNanoUsd all prepaid money so far
 */
public record ClientKey(
    String id,
    String label,
    String prefix,
    KeyTerms terms,
    Instant createdAt,
    Optional<Instant> revokedAt,
    long toppedUpNanoUsd) {
  public ClientKey {
    requireNonNull(label, "label is null");
    requireNonNull(prefix, "prefix is null");
    requireNonNull(terms, "terms is null");
    requireNonNull(createdAt, "createdAt is null");
    requireNonNull(revokedAt, "revokedAt is null");
    if (id.isBlank() || toppedUpNanoUsd < 0) {
      throw new IllegalArgumentException(
          "Key (%s) with %d nano-dollars; expected an id and no negative amount."
              .formatted(id, toppedUpNanoUsd));
    }
  }

  /** Its own limits, the prepaid balance among them: to be added to those of the gateway. */
  public List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    for (Limit limit : terms.limits()) {
      limits.add(own(limit.selectors(), limit));
    }
    if (terms.prepaid()) {
      long balance = Math.addExact(terms.freeNanoUsd(), toppedUpNanoUsd);
      limits.add(own(List.of(), new Limit(List.of(), Period.TOTAL, ZoneOffset.UTC, balance)));
    }
    return limits;
  }

  private Limit own(List<Selector> selectors, Limit limit) {
    List<Selector> completed = new ArrayList<>(selectors);
    completed.removeIf(selector -> selector.dimension() == Dimension.KEY);
    completed.add(new Selector(Dimension.KEY, id));
    return new Limit(completed, limit.period(), limit.zone(), limit.capNanoUsd());
  }

  ClientKey withPrefix(String newest) {
    return new ClientKey(id, label, newest, terms, createdAt, revokedAt, toppedUpNanoUsd);
  }

  /** Ended; the first time counts. */
  ClientKey revoked(Instant at) {
    Optional<Instant> ended = Optional.of(revokedAt.orElse(at));
    return new ClientKey(id, label, prefix, terms, createdAt, ended, toppedUpNanoUsd);
  }

  /**
   * This key, for what a key can only do while it lasts.
   *
   * @throws IllegalArgumentException when it was revoked
   */
  public ClientKey lasting() {
    if (revokedAt.isPresent()) {
      throw new IllegalArgumentException(
          "Key (%s) was revoked at %s, for ever.%nMaybe make another: yardmaster keys create --help"
              .formatted(id, revokedAt.get()));
    }
    return this;
  }

  /** With so much more prepaid money, more than 0, where it is a prepaid key. */
  public ClientKey toppedUp(long nanoUsd) {
    if (!terms.prepaid()) {
      throw new IllegalArgumentException(
          "Key (%s) is metered and has no balance; expected a prepaid one.%nMaybe make one: yardmaster keys create --prepaid"
              .formatted(id));
    }
    if (nanoUsd <= 0) {
      throw new IllegalArgumentException(
          "A top-up of %d nano-dollars; expected more than 0.".formatted(nanoUsd));
    }
    long sum = Math.addExact(toppedUpNanoUsd, nanoUsd);
    return new ClientKey(id, label, prefix, terms, createdAt, revokedAt, sum);
  }
}
