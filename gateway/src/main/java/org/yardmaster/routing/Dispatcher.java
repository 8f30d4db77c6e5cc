package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.stream.Stream;
import org.yardmaster.config.Traffic;
import org.yardmaster.decide.Policy;

/**
 * Plans live traffic: which policy decides, whether a conversation keeps its candidate, whether
 * another is tried at random, and what a shadow would have chosen. The order matters: only a plan
 * that the policy made, and that was not kept, is varied.
 *
 * @param acting policy; arm {@code a} of an experiment
 * @param challenger arm {@code b}; there is one where there is an experiment
 * @param shadow decides and is not followed
 */
public record Dispatcher(
    Router acting, Optional<Router> challenger, Optional<Router> shadow, Traffic rules) {
  public Dispatcher {
    requireNonNull(acting, "acting is null");
    requireNonNull(rules, "rules is null");
    if (challenger.isPresent() != rules.experiment().isPresent()) {
      throw new IllegalArgumentException("An experiment needs two policies.");
    }
  }

  /** What outlives a reload. */
  public record Memory(Seats seats, Exploration exploration) {}

  /**
   * A request on its way.
   *
   * @param owner id of the caller's key; may be empty
   * @param single whether one answer is asked for
   */
  public record Request(
      Demand demand, Wish wish, Conversation conversation, String owner, boolean single) {}

  /**
   * Plans one request.
   *
   * @throws Refusal when nobody can serve it
   */
  public Plan plan(Request request, Memory memory) {
    long start = System.nanoTime();
    boolean second = second(request);
    Plan plan = (second ? challenger.orElseThrow() : acting).plan(request.demand(), request.wish());
    if (plan.basis() != Plan.Basis.POLICY) {
      return plan;
    }
    Plan varied = kept(plan, request, memory).orElseGet(() -> explored(plan, request, memory));
    Draw draw = varied.draw();
    if (rules.experiment().isPresent()) {
      draw = draw.inArm(rules.experiment().get().name() + (second ? ":b" : ":a"));
    }
    Optional<Draw.Shadow> other = shadow.flatMap(router -> shadowed(router, request));
    if (other.isPresent()) {
      draw = draw.beside(other.get());
    }
    return varied.drawn(draw).took(System.nanoTime() - start);
  }

  private Optional<Plan> kept(Plan plan, Request request, Memory memory) {
    return rules.sticky().on() && request.conversation().begun()
        ? memory
            .seats()
            .find(request.conversation())
            .flatMap(seat -> Stickiness.keep(plan, seat, request.conversation()))
        : Optional.empty();
  }

  private Plan explored(Plan plan, Request request, Memory memory) {
    return rules
        .exploration()
        .filter(unused -> request.single())
        .map(exploration -> memory.exploration().vary(plan, request.demand(), exploration))
        .orElse(plan);
  }

  /** Whether a request belongs to arm b; the same for its key or conversation, always. */
  private boolean second(Request request) {
    if (rules.experiment().isEmpty()) {
      return false;
    }
    Traffic.Experiment experiment = rules.experiment().get();
    return Assignment.fraction(experiment.name(), unit(request.conversation(), request.owner()))
        < experiment.share();
  }

  /** Whose calls are not independent: a conversation's, or a key's where keys are assigned. */
  public String unit(Conversation conversation, String owner) {
    boolean keyed = rules.experiment().filter(one -> one.unit() == Traffic.Unit.KEY).isPresent();
    return keyed && !owner.isEmpty() ? "key-" + owner : conversation.id();
  }

  private static Optional<Draw.Shadow> shadowed(Router router, Request request) {
    try {
      Plan plan = router.plan(request.demand(), request.wish());
      return Optional.of(
          new Draw.Shadow(router.digest(), plan.order().getFirst().id(), plan.reason()));
    } catch (Refusal nobody) {
      return Optional.of(new Draw.Shadow(router.digest(), "", nobody.reason()));
    }
  }

  /** The policy of a digest, among those that may act. */
  public Policy policy(String digest) {
    return Stream.concat(Stream.of(acting), challenger.stream())
        .filter(router -> router.digest().equals(digest))
        .findFirst()
        .orElse(acting)
        .policy();
  }
}
