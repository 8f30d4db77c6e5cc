package org.yardmaster.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Scope;
import org.yardmaster.budget.Settlement;
import org.yardmaster.budget.WorstCase;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.CallSize;
import org.yardmaster.routing.Plan;

/**
 * The money of one request: the worst case is put aside before anybody is asked, and again after
 * every attempt that was billed; what was used is booked once. Used by one thread.
 */
final class Billing {
  /** Who pays for what, and how long the request may last. */
  record Account(
      String requestId,
      Caller caller,
      Set<String> tags,
      List<Limit> limits,
      Duration deadline,
      long ceilingNanoUsd) {
    /** Whether what a call may cost has to be bounded. */
    boolean limited() {
      return !limits.isEmpty() || ceilingNanoUsd < NO_CEILING;
    }
  }

  /** What a call may cost at its cheapest and at its dearest candidate, in nano-dollars. */
  record Span(long cheapest, long dearest) {}

  /** No payment bounds the request. */
  static final long NO_CEILING = Long.MAX_VALUE;

  private static final Duration SLACK = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Clock clock;
  private final Account account;
  private final CallSize size;
  private final Map<String, Claim> claims = new HashMap<>();
  private final Set<String> covered = new HashSet<>();
  private final List<Instant> open = new ArrayList<>();
  private String task = "";
  private int holds;
  private long excessNanoUsd;
  private long lastCostNanoUsd;
  private long spentNanoUsd;

  Billing(Ledger ledger, Clock clock, Account account, CallSize size) {
    this.ledger = ledger;
    this.clock = clock;
    this.account = account;
    this.size = account.limited() ? size : size.bare();
  }

  /**
   * Puts money aside for a plan.
   *
   * @param downgrade whether a plan of those that still fit will do
   * @return the plan, with those candidates only that may be asked
   * @throws ApiProblem 402 or 429 when a limit would be exceeded, 400 when nobody's cost is bounded
   */
  Plan open(Plan plan, boolean downgrade) {
    task = plan.task();
    List<ServingCandidate> bounded = new ArrayList<>();
    List<String> unbounded = new ArrayList<>();
    for (ServingCandidate candidate : plan.order()) {
      switch (size.worstCase(candidate)) {
        case WorstCase.Known(long nanoUsd) when nanoUsd > account.ceilingNanoUsd() ->
            unbounded.add("candidate (%s) may exceed what was paid".formatted(candidate.id()));
        case WorstCase.Known(long nanoUsd) -> {
          claims.put(candidate.id(), new Claim(scope(candidate), nanoUsd));
          bounded.add(candidate);
        }
        case WorstCase.Unbounded(String reason) -> unbounded.add(reason);
      }
    }
    if (bounded.isEmpty()) {
      throw new ApiProblem(
          400,
          "invalid_request_error",
          "cost_not_bounded",
          "What this request may cost has no bound: %s.".formatted(String.join("; ", unbounded)));
    }
    Plan possible = plan.only(bounded, String.join("; ", unbounded));
    if (account.limits().isEmpty()) {
      return possible;
    }
    return reserved(possible, downgrade);
  }

  /** The plan, with fewer candidates until what is left of them fits; never with barred ones. */
  private Plan reserved(Plan plan, boolean downgrade) {
    Optional<Admission.Refused> refused = reserve(plan.order());
    if (refused.isEmpty()) {
      return plan;
    }
    List<ServingCandidate> fewer =
        plan.order().stream()
            .filter(candidate -> refused.get().fitting().contains(claims.get(candidate.id())))
            .toList();
    boolean narrower = downgrade || refused.get() instanceof Admission.Barred;
    if (!narrower || fewer.isEmpty() || fewer.size() == plan.order().size()) {
      throw problem(refused.get());
    }
    return reserved(plan.only(fewer, refused.get().reason()), downgrade);
  }

  private Scope scope(ServingCandidate candidate) {
    return new Scope(
        account.caller().keyId(),
        candidate.candidate().model(),
        candidate.candidate().provider(),
        task,
        account.tags());
  }

  private String holdId() {
    return holds <= 1 ? account.requestId() : account.requestId() + "#" + holds;
  }

  private Optional<Admission.Refused> reserve(List<ServingCandidate> candidates) {
    holds++;
    Instant now = clock.instant();
    List<Claim> wanted =
        candidates.stream().map(candidate -> claims.get(candidate.id())).distinct().toList();
    Admission admission =
        ledger
            .budgets()
            .reserve(
                new Hold(
                    holdId(),
                    wanted,
                    account.limits(),
                    now,
                    now.plus(account.deadline()).plus(SLACK)));
    if (admission instanceof Admission.Refused refused) {
      return Optional.of(refused);
    }
    covered.clear();
    candidates.forEach(candidate -> covered.add(candidate.id()));
    open.add(now);
    return Optional.empty();
  }

  /** Those of a plan that may be asked within the ceiling. */
  List<ServingCandidate> affordable(Plan plan) {
    return plan.order().stream()
        .filter(
            candidate ->
                size.worstCase(candidate) instanceof WorstCase.Known known
                    && known.nanoUsd() <= account.ceilingNanoUsd())
        .toList();
  }

  /** What those of a plan may cost that have a bound. */
  Span span(Plan plan) {
    List<Long> costs = new ArrayList<>();
    for (ServingCandidate candidate : plan.order()) {
      if (size.worstCase(candidate) instanceof WorstCase.Known known) {
        costs.add(known.nanoUsd());
      }
    }
    return costs.isEmpty()
        ? new Span(0, 0)
        : new Span(java.util.Collections.min(costs), java.util.Collections.max(costs));
  }

  /** Why a candidate may not be asked now; puts money aside anew after a billed attempt. */
  Optional<String> obstacle(ServingCandidate candidate) {
    Claim claim = claims.get(candidate.id());
    if (claim != null && claim.nanoUsd() > account.ceilingNanoUsd() - spentNanoUsd) {
      return Optional.of("with what was used already it may exceed what was paid");
    }
    if (account.limits().isEmpty() || (!open.isEmpty() && covered.contains(candidate.id()))) {
      return Optional.empty();
    }
    if (!claims.containsKey(candidate.id())) {
      return Optional.of("what it may cost has no bound");
    }
    return reserve(List.of(candidate)).map(Admission.Refused::reason);
  }

  /** The most that one attempt of a candidate may cost. */
  Cost bound(ServingCandidate candidate) {
    Claim claim = claims.get(candidate.id());
    return claim == null ? new Cost.Unknown("no bound") : new Cost.Known(claim.nanoUsd());
  }

  /** Books an attempt that brought no answer and yet may have been billed; others may follow. */
  void failed(ServingCandidate candidate, Cost cost, UsageRecord record, boolean keep) {
    if (cost instanceof Cost.Known known && known.nanoUsd() > 0) {
      close(Optional.of(candidate), cost, record, keep);
    }
  }

  /** Books the call; without money where nothing was used. */
  void close(Optional<ServingCandidate> candidate, Cost cost, UsageRecord record, boolean keep) {
    List<UsageRecord> records = keep ? List.of(record) : List.of();
    if (cost instanceof Cost.Known known) {
      lastCostNanoUsd = known.nanoUsd();
      spentNanoUsd += known.nanoUsd();
    }
    List<Claim> charges =
        candidate.isPresent() && cost instanceof Cost.Known known && known.nanoUsd() > 0
            ? List.of(new Claim(scope(candidate.get()), known.nanoUsd()))
            : List.of();
    if (open.isEmpty()) {
      if (keep) {
        ledger
            .budgets()
            .settle(new Bill("record:" + record.requestId(), List.of(), records, clock.instant()));
      }
      return;
    }
    settle(charges, records);
  }

  /** Frees what is held; nothing is booked. */
  void release() {
    if (!open.isEmpty()) {
      settle(List.of(), List.of());
    }
  }

  private void settle(List<Claim> charges, List<UsageRecord> records) {
    Settlement settlement =
        ledger.budgets().settle(new Bill(holdId(), charges, records, clock.instant()));
    open.clear();
    if (settlement instanceof Settlement.Booked booked) {
      excessNanoUsd += booked.excessNanoUsd();
    }
  }

  /** What the attempt booked last cost, in nano-dollars. */
  long lastCostNanoUsd() {
    return lastCostNanoUsd;
  }

  /** What was billed above its reservation, in nano-dollars. */
  long excessNanoUsd() {
    return excessNanoUsd;
  }

  /** A cost by a candidate's price. */
  static Cost cost(ServingCandidate candidate, Usage usage) {
    return candidate
        .price()
        .map(price -> price.cost(usage))
        .orElseGet(() -> new Cost.Unknown("no price"));
  }

  private ApiProblem problem(Admission.Refused refused) {
    return switch (refused) {
      case Admission.Exceeded exceeded -> overBudget(exceeded);
      case Admission.Barred barred ->
          new ApiProblem(
              429,
              "budget_exceeded",
              "model_barred",
              "Nobody who may serve this can be asked: %s.".formatted(barred.reason()),
              Map.of("barred_until", barred.until().toString()),
              Optional.of(Duration.between(clock.instant(), barred.until()))
                  .filter(Duration::isPositive));
    };
  }

  private ApiProblem overBudget(Admission.Exceeded exceeded) {
    Map<String, String> details = new HashMap<>();
    details.put("limit_source", exceeded.limitSource());
    details.put("limit_usd", usd(exceeded.capNanoUsd()));
    details.put("spent_usd", usd(exceeded.spentNanoUsd()));
    details.put("reserved_usd", usd(exceeded.reservedNanoUsd()));
    details.put("requested_usd", usd(exceeded.requestedNanoUsd()));
    Optional<Instant> resetsAt = exceeded.resetsAt().filter(unused -> exceeded.resets());
    resetsAt.ifPresent(at -> details.put("resets_at", at.toString()));
    boolean never = exceeded.tooLarge() && exceeded.resetsAt().isPresent();
    return new ApiProblem(
        exceeded.resets() ? 429 : 402,
        "budget_exceeded",
        never ? "call_exceeds_limit" : "budget_exceeded",
        exceeded.tooLarge() ? tooLarge(details) : usedUp(details),
        details,
        resetsAt.map(at -> Duration.between(clock.instant(), at)).filter(Duration::isPositive));
  }

  private static String tooLarge(Map<String, String> details) {
    return "This call could cost up to %s USD, which is more than the whole limit: %s allows %s USD. Lower max_tokens, shorten the prompt, or ask a cheaper candidate."
        .formatted(
            details.get("requested_usd"), details.get("limit_source"), details.get("limit_usd"));
  }

  private static String usedUp(Map<String, String> details) {
    return "This call could cost up to %s USD, and %s allows %s USD, of which %s are spent and %s reserved."
        .formatted(
            details.get("requested_usd"),
            details.get("limit_source"),
            details.get("limit_usd"),
            details.get("spent_usd"),
            details.get("reserved_usd"));
  }

  private static String usd(long nano) {
    return Receipt.usd(new Cost.Known(Math.max(0, nano))).stripTrailingZeros().toPlainString();
  }
}
