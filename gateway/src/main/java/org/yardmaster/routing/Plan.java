package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yardmaster.config.ServingCandidate;

/**
 * Whom to ask, in which order, and why.
 *
 * @param order at least one
 * @param basis who chose
 * @param task the policy's guess; empty when it knows no tasks
 * @param predictions by candidate id, of those that the policy knows
 * @param excluded candidate ids that cannot serve, with the reason
 * @param policyDigest SHA-256 of the policy
 * @param decisionNanos that deciding took
 * @param draw how the first came to be the first
 */
public record Plan(
    List<ServingCandidate> order,
    Basis basis,
    String task,
    String reason,
    Map<String, Prediction> predictions,
    Map<String, String> excluded,
    String policyDigest,
    long decisionNanos,
    Draw draw) {
  public Plan {
    order = List.copyOf(order);
    requireNonNull(basis, "basis is null");
    requireNonNull(task, "task is null");
    requireNonNull(reason, "reason is null");
    predictions = Map.copyOf(predictions);
    excluded = Map.copyOf(excluded);
    requireNonNull(policyDigest, "policyDigest is null");
    requireNonNull(draw, "draw is null");
    if (order.isEmpty()) {
      throw new IllegalArgumentException("A plan needs at least one candidate.");
    }
  }

  /** Who chose the order. */
  public enum Basis {
    /** The policy. */
    POLICY,
    /** The caller, by a candidate's id. */
    EXPLICIT,
    /** The caller, by a list. */
    RANKED
  }

  /**
   * What the policy expects of a candidate.
   *
   * @param success probability of a right answer
   * @param latencySeconds NaN where it was never measured
   * @param utilityUsd what the right answer is worth, times its probability, less the cost
   */
  public record Prediction(
      double success,
      double costUsd,
      double outputTokens,
      double latencySeconds,
      double utilityUsd) {}

  /** What the policy expects of a candidate, where it knows it. */
  public Optional<Prediction> prediction(String id) {
    return Optional.ofNullable(predictions.get(id));
  }

  /**
   * The same with fewer candidates; where the first is left out, the reason for it is too.
   *
   * @param why the others are left out
   */
  public Plan only(List<ServingCandidate> fewer, String why) {
    if (fewer.size() == order.size()) {
      return this;
    }
    String others =
        order.stream()
            .filter(candidate -> !fewer.contains(candidate))
            .map(ServingCandidate::id)
            .collect(Collectors.joining(", "));
    boolean same = fewer.getFirst().equals(order.getFirst());
    return ordered(
        fewer, "%s; left out: %s (%s)".formatted(same ? reason : "next in order", others, why));
  }

  /** The same with one of the candidates first, for a reason of its own. */
  Plan first(ServingCandidate candidate, String why) {
    List<ServingCandidate> changed = new ArrayList<>(order);
    changed.remove(candidate);
    changed.addFirst(candidate);
    return ordered(changed, why);
  }

  private Plan ordered(List<ServingCandidate> changed, String why) {
    return new Plan(
        changed, basis, task, why, predictions, excluded, policyDigest, decisionNanos, draw);
  }

  Plan drawn(Draw how) {
    return new Plan(
        order, basis, task, reason, predictions, excluded, policyDigest, decisionNanos, how);
  }

  Plan took(long nanos) {
    return new Plan(order, basis, task, reason, predictions, excluded, policyDigest, nanos, draw);
  }
}
