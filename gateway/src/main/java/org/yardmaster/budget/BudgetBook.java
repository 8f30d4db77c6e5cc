package org.yardmaster.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The arithmetic of budgets on top of a store: one rule for every database. Each public method is
 * one transaction of the store.
 */
public final class BudgetBook {
  private static final long MARGIN_PERCENT = Settlement.MARGIN_PERCENT;

  private final BudgetStore store;

  public BudgetBook(BudgetStore store) {
    this.store = store;
  }

  /** An account as it is, what a hold would put aside in it, and the lowest cap set on it. */
  private record Demand(Account account, Balance balance, long nanoUsd, long cap) {
    Demand and(long more, long otherCap) {
      return new Demand(account, balance, Math.max(nanoUsd, more), Math.min(cap, otherCap));
    }

    boolean tooLarge() {
      return nanoUsd > cap;
    }

    boolean refused() {
      return !balance.admits(nanoUsd, cap);
    }
  }

  /** As {@link Budgets#reserve}. */
  public Admission reserve(Hold hold) {
    Optional<Held> earlier = store.hold(hold.requestId());
    if (earlier.isPresent()) {
      return again(earlier.get());
    }
    List<Demand> demands = demands(hold, hold.claims());
    Optional<Admission.Refused> refusal = refusal(hold, demands);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    List<Held.Share> shares = new ArrayList<>();
    for (Demand demand : demands) {
      store.save(demand.account(), demand.balance().hold(demand.nanoUsd(), demand.cap()));
      shares.add(new Held.Share(demand.account(), demand.nanoUsd()));
    }
    store.save(
        new Held(
            hold.requestId(),
            Held.State.OPEN,
            hold.nanoUsd(),
            shares,
            hold.at(),
            hold.expiresAt()));
    return new Admission.Reserved(hold.requestId(), hold.nanoUsd(), hold.expiresAt());
  }

  private static Admission again(Held earlier) {
    if (earlier.state() != Held.State.OPEN) {
      throw new IllegalArgumentException(
          "Request (%s) was %s before.%nMaybe a new attempt needs an id of its own."
              .formatted(
                  earlier.requestId(),
                  earlier.state() == Held.State.SETTLED ? "settled" : "given up"));
    }
    return new Admission.Reserved(earlier.requestId(), earlier.nanoUsd(), earlier.expiresAt());
  }

  /** One demand per account, sorted by its id so that all stores lock in one order. */
  private List<Demand> demands(Hold hold, List<Claim> claims) {
    Map<String, Demand> demands = new TreeMap<>();
    for (Limit limit : hold.limits()) {
      for (Claim claim : claims) {
        for (Account account : limit.accounts(claim.scope(), hold.at())) {
          String id = account.id();
          Demand demand = demands.get(id);
          demands.put(
              id,
              demand == null
                  ? new Demand(account, store.balance(account), claim.nanoUsd(), limit.capNanoUsd())
                  : demand.and(claim.nanoUsd(), limit.capNanoUsd()));
        }
      }
    }
    return List.copyOf(demands.values());
  }

  private Optional<Admission.Refused> refusal(Hold hold, List<Demand> demands) {
    Optional<Admission.Refused> barred = barred(hold);
    if (barred.isPresent()) {
      return barred;
    }
    return demands.stream()
        .filter(Demand::refused)
        .max(
            Comparator.comparing(Demand::tooLarge)
                .thenComparing(demand -> demand.account().window().end()))
        .map(demand -> exceeded(hold, demand));
  }

  private Admission.Exceeded exceeded(Hold hold, Demand demand) {
    return new Admission.Exceeded(
        demand.account().source(),
        demand.balance().spentNanoUsd(),
        demand.balance().reservedNanoUsd(),
        demand.cap(),
        demand.nanoUsd(),
        demand.account().window().resetsAt(),
        fitting(hold));
  }

  private Optional<Admission.Refused> barred(Hold hold) {
    return hold.claims().stream()
        .map(Claim::scope)
        .filter(scope -> barred(scope, hold.at()))
        .findFirst()
        .map(
            scope ->
                new Admission.Barred(
                    scope.model(),
                    scope.provider(),
                    until(scope),
                    hold.claims().stream()
                        .filter(claim -> !barred(claim.scope(), hold.at()))
                        .toList()));
  }

  private boolean barred(Scope scope, Instant at) {
    return until(scope).isAfter(at);
  }

  private Instant until(Scope scope) {
    return store.bars().until(scope.model(), scope.provider());
  }

  private List<Claim> fitting(Hold hold) {
    List<Claim> now = without(hold, Demand::refused);
    return now.isEmpty() ? without(hold, Demand::tooLarge) : now;
  }

  private List<Claim> without(Hold hold, Predicate<Demand> obstacle) {
    return hold.claims().stream()
        .filter(claim -> demands(hold, List.of(claim)).stream().noneMatch(obstacle))
        .toList();
  }

  /** As {@link Budgets#settle}, without the usage records. */
  public Settlement settle(Bill bill) {
    Optional<Held> found = store.hold(bill.requestId());
    if (found.isEmpty()) {
      return new Settlement.Unknown();
    }
    Held held = found.get();
    return switch (held.state()) {
      case SETTLED -> new Settlement.Repeated();
      case OPEN, EXPIRED -> book(held, bill);
    };
  }

  private Settlement book(Held held, Bill bill) {
    boolean late = held.state() == Held.State.EXPIRED;
    boolean within = within(held.nanoUsd(), bill.nanoUsd());
    for (Held.Share share : held.shares()) {
      long actual = actual(share.account(), bill);
      Balance before = store.balance(share.account());
      store.save(
          share.account(),
          late ? before.correct(share.nanoUsd(), actual) : before.settle(share.nanoUsd(), actual));
      within &= within(share.nanoUsd(), actual);
    }
    store.save(held.in(Held.State.SETTLED));
    Optional<Instant> until = within ? Optional.empty() : Optional.of(bill.at().plus(Budgets.BAR));
    until.ifPresent(end -> bar(bill, end));
    return new Settlement.Booked(
        bill.nanoUsd(), Math.max(0, bill.nanoUsd() - held.nanoUsd()), until, late);
  }

  private static boolean within(long held, long actual) {
    long excess = Math.max(0, actual - held);
    return Math.multiplyExact(excess, 100L) <= Math.multiplyExact(held, MARGIN_PERCENT);
  }

  private static long actual(Account account, Bill bill) {
    return bill.charges().stream()
        .filter(charge -> account.counts(charge.scope()))
        .mapToLong(Claim::nanoUsd)
        .reduce(0, Math::addExact);
  }

  private void bar(Bill bill, Instant until) {
    bill.charges()
        .forEach(
            charge -> store.bars().bar(charge.scope().model(), charge.scope().provider(), until));
  }

  /** As {@link Budgets#expire}. */
  public List<ExpiredHold> expire(Instant now) {
    List<ExpiredHold> expired = new ArrayList<>();
    for (String requestId : store.expiring(now)) {
      store.hold(requestId).ifPresent(held -> expired.add(expire(held)));
    }
    return expired;
  }

  private ExpiredHold expire(Held held) {
    for (Held.Share share : held.shares()) {
      Balance before = store.balance(share.account());
      store.save(share.account(), before.expire(share.nanoUsd()));
    }
    store.save(held.in(Held.State.EXPIRED));
    return new ExpiredHold(held.requestId(), held.nanoUsd(), held.at(), held.expiresAt());
  }
}
