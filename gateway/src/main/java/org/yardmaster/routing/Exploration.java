package org.yardmaster.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.yardmaster.budget.WorstCase;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.config.Traffic;

/**
 * Draws candidates at random (epsilon-greedy) within a daily budget. Who can be drawn is settled
 * before the draw: the permitted candidates whose worst case still fits into what is left of the
 * day, and the preferred one. So the logged probabilities are those of the draw, exactly. The
 * budget is this process's; it begins anew with each UTC day and each start. Thread-safe.
 */
public final class Exploration {
  private final Clock clock;
  private final RandomGenerator random;
  private LocalDate day = LocalDate.EPOCH;
  private long spentNano;

  /**
   * @param random used by many threads
   */
  public Exploration(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The plan, maybe with another of its candidates first. */
  synchronized Plan vary(Plan plan, Demand demand, Traffic.Exploration rules) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      day = today;
      spentNano = 0;
    }
    ServingCandidate preferred = plan.order().getFirst();
    long left = rules.nanoPerDay() - spentNano;
    List<ServingCandidate> drawable = drawable(plan, demand, left);
    if (drawable.size() == 1) {
      return plan;
    }
    double each = rules.share() / drawable.size();
    ServingCandidate drawn = preferred;
    if (random.nextDouble() < rules.share()) {
      drawn = drawable.get(random.nextInt(drawable.size()));
    }
    if (drawn.id().equals(preferred.id())) {
      return plan.drawn(
          new Draw(
              "",
              preferred.id(),
              preferred.id(),
              1 - rules.share() + each,
              false,
              0,
              Optional.empty()));
    }
    long reserved = worst(drawn, demand).orElseThrow();
    spentNano += reserved;
    Draw draw = new Draw("", preferred.id(), drawn.id(), each, false, reserved, Optional.empty());
    return plan.first(
            drawn,
            String.format(
                Locale.ROOT,
                "explores: drawn with probability %.4f instead of %s",
                each,
                preferred.id()))
        .drawn(draw);
  }

  /** The preferred candidate first. */
  private static List<ServingCandidate> drawable(Plan plan, Demand demand, long leftNano) {
    List<ServingCandidate> drawable = new ArrayList<>();
    drawable.add(plan.order().getFirst());
    Set<String> seen = new HashSet<>(Set.of(plan.order().getFirst().id()));
    for (ServingCandidate candidate : plan.order()) {
      boolean fits = worst(candidate, demand).filter(nano -> nano <= leftNano).isPresent();
      if (fits && seen.add(candidate.id())) {
        drawable.add(candidate);
      }
    }
    return drawable;
  }

  /** Nothing where attachments make it uncertain. */
  private static Optional<Long> worst(ServingCandidate candidate, Demand demand) {
    if (!demand.prompt().modalities().isEmpty()) {
      return Optional.empty();
    }
    return demand.size().worstCase(candidate) instanceof WorstCase.Known(long nano)
        ? Optional.of(nano)
        : Optional.empty();
  }

  /** What an explored call came to in the end; the rest of its worst case is free again. */
  public synchronized void settle(Draw draw, long actualNano) {
    spentNano -= draw.reservedNano() - Math.min(actualNano, draw.reservedNano());
    spentNano = Math.max(0, spentNano);
  }
}
