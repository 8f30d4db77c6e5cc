package org.yardmaster.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yardmaster.budget.Limit;

/**
 * What a key may do.
 *
 * @param candidates ids it may be served by; empty means all
 * @param routes endpoints it may call ({@code chat}, {@code messages}, {@code responses}, {@code
 *     embeddings}); empty means all
 * @param limits of this key alone; their selectors are completed by the key itself
 * @param expiresAt first instant it is refused, if ever
 * @param billing how it pays
 * @param freeNanoUsd what it may spend without paying, once
 */
public record KeyTerms(
    Set<String> candidates,
    Set<String> routes,
    List<Limit> limits,
    Optional<Instant> expiresAt,
    Billing billing,
    long freeNanoUsd) {
  private static final Set<String> CHATS = Set.of("chat", "messages", "responses");
  private static final Set<String> DECISIONS = Set.of("route", "systemone", "decisions", "portkey");

  /** Everything, for ever, paid by usage. */
  public static final KeyTerms OPEN =
      new KeyTerms(Set.of(), Set.of(), List.of(), Optional.empty(), Billing.METERED, 0);

  public KeyTerms {
    candidates = Collections.unmodifiableSet(new TreeSet<>(candidates));
    routes = Collections.unmodifiableSet(new TreeSet<>(routes));
    limits = List.copyOf(limits);
    requireNonNull(expiresAt, "expiresAt is null");
    requireNonNull(billing, "billing is null");
    if (freeNanoUsd < 0) {
      throw new IllegalArgumentException(
          "A free allowance of %d nano-dollars.".formatted(freeNanoUsd));
    }
  }

  /** Whether it has a balance. */
  public boolean prepaid() {
    return billing == Billing.PREPAID;
  }

  public boolean allowsCandidate(String candidateId) {
    return candidates.isEmpty() || candidates.contains(candidateId);
  }

  /** Every key may list the models, and who may chat may ask who would answer. */
  public boolean allowsRoute(String route) {
    return routes.isEmpty()
        || routes.contains(route)
        || route.equals("models")
        || (DECISIONS.contains(route) && routes.stream().anyMatch(CHATS::contains));
  }
}
