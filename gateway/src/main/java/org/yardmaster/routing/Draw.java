package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a choice came about, for a log that others learn from.
 *
 * @param arm of an experiment; empty without one
 * @param preferred what would have been chosen without exploring
 * @param chosen who comes first
 * @param propensity probability with which {@code chosen} came first, exactly
 * @param kept whether a conversation kept its candidate
 * @param reservedNano of the exploration budget, in nano-dollars; 0: nothing was explored
 * @param shadow what another policy would have chosen
 */
public record Draw(
    String arm,
    String preferred,
    String chosen,
    double propensity,
    boolean kept,
    long reservedNano,
    Optional<Shadow> shadow) {
  public Draw {
    requireNonNull(arm, "arm is null");
    requireNonNull(preferred, "preferred is null");
    requireNonNull(chosen, "chosen is null");
    requireNonNull(shadow, "shadow is null");
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException(
          "Propensity (%s) is outside (0, 1].".formatted(propensity));
    }
  }

  /** A choice without chance. */
  public static Draw certain(String candidate) {
    return new Draw("", candidate, candidate, 1, false, 0, Optional.empty());
  }

  /** Whether another than the preferred candidate was drawn. */
  public boolean explored() {
    return !chosen.equals(preferred);
  }

  Draw inArm(String name) {
    return new Draw(name, preferred, chosen, propensity, kept, reservedNano, shadow);
  }

  Draw beside(Shadow other) {
    return new Draw(arm, preferred, chosen, propensity, kept, reservedNano, Optional.of(other));
  }

  /** What a policy decided that nobody followed. */
  public record Shadow(String policyDigest, String candidate, String reason) {
    public Shadow {
      requireNonNull(policyDigest, "policyDigest is null");
      requireNonNull(candidate, "candidate is null");
      requireNonNull(reason, "reason is null");
    }
  }
}
