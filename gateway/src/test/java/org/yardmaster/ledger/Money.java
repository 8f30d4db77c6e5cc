package org.yardmaster.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Budgets;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.LimitText;
import org.yardmaster.budget.Scope;

/** Small holds and bills. */
public final class Money {
  public static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Money() {}

  static Scope scope(String model) {
    return new Scope("k1", model, "acme", "code", Set.of());
  }

  public static Claim claim(String model, long nano) {
    return new Claim(scope(model), nano);
  }

  /** Limits in nano-dollars: {@code 100/total} is a cap of 100 nano-dollars. */
  public static List<Limit> limits(String... texts) {
    return Arrays.stream(texts)
        .map(text -> LimitText.read(text, ZoneOffset.UTC))
        .map(
            limit ->
                new Limit(
                    limit.selectors(),
                    limit.period(),
                    limit.zone(),
                    limit.capNanoUsd() / 1_000_000_000))
        .toList();
  }

  public static Hold hold(String id, List<Limit> limits, Claim... claims) {
    return hold(id, AT, limits, claims);
  }

  public static Hold hold(String id, Instant at, List<Limit> limits, Claim... claims) {
    return new Hold(id, List.of(claims), limits, at, at.plus(PATIENCE));
  }

  static Bill bill(String id, Claim... charges) {
    return new Bill(id, List.of(charges), List.of(), AT);
  }

  /** Spent and reserved of the only account. */
  static String only(Budgets budgets, Instant at) {
    return String.join(
        ",",
        budgets.balances(at).stream()
            .map(
                one ->
                    "%d+%d"
                        .formatted(one.balance().spentNanoUsd(), one.balance().reservedNanoUsd()))
            .toList());
  }
}
