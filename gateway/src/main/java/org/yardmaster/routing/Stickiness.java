package org.yardmaster.routing;

import java.util.Locale;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;

/**
 * Lets a conversation keep its candidate. Within a turn always, where it goes on exactly: a model
 * that waits for its tool is not replaced. At a new turn, unless another candidate's expected gain
 * beats what the provider charges less for the beginning that it has in its cache.
 */
final class Stickiness {
  private static final double USD_PER_TOKEN = 1e-15;

  private Stickiness() {}

  /** The plan with the kept candidate first; empty where there is none, or a switch is better. */
  static Optional<Plan> keep(Plan plan, Seat seat, Conversation conversation) {
    Optional<ServingCandidate> kept =
        plan.order().stream().filter(one -> one.id().equals(seat.candidate())).findFirst();
    Optional<Plan.Prediction> here = plan.prediction(seat.candidate());
    ServingCandidate best = plan.order().getFirst();
    Optional<Plan.Prediction> there = plan.prediction(best.id());
    if (kept.isEmpty() || here.isEmpty() || there.isEmpty()) {
      return Optional.empty();
    }
    if (conversation.midTurn() && seat.continued(conversation)) {
      return Optional.of(kept(plan, kept.get(), "the turn goes on"));
    }
    int seen = seat.seenTokens(conversation);
    double worth = worthUsd(kept.get(), seen);
    double gain = there.get().utilityUsd() - here.get().utilityUsd();
    if (gain > worth) {
      return Optional.empty();
    }
    if (best.id().equals(kept.get().id())) {
      return Optional.of(kept(plan, kept.get(), ""));
    }
    return Optional.of(
        kept(
            plan,
            kept.get(),
            String.format(
                Locale.ROOT,
                "about %,d cached tokens are worth %.9f USD, %s would gain %.9f",
                seen,
                worth,
                best.id(),
                gain)));
  }

  private static double worthUsd(ServingCandidate candidate, int tokens) {
    return candidate
        .price()
        .map(price -> price.inputNanoPerMillion() - price.cachedInputNanoPerMillion())
        .map(discount -> Math.max(0, discount) * USD_PER_TOKEN * tokens)
        .orElse(0.0);
  }

  private static Plan kept(Plan plan, ServingCandidate candidate, String why) {
    Draw draw = new Draw("", candidate.id(), candidate.id(), 1, true, 0, Optional.empty());
    return (why.isEmpty() ? plan : plan.first(candidate, "the conversation stays: " + why))
        .drawn(draw);
  }
}
