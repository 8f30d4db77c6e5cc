package org.yardmaster.decide;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a policy answers. */
public sealed interface Decision {

  /**
   * Ask this candidate; if it fails, the others in order.
   *
   * @param candidate id of the chosen one
   * @param fallbacks ids of the other permitted ones, best first
   * @param reason why, in one line
   */
  record Route(String candidate, List<String> fallbacks, String reason) implements Decision {
    public Route {
      requireNonNull(candidate, "candidate is null");
      requireNonNull(reason, "reason is null");
      fallbacks = List.copyOf(fallbacks);
    }
  }

  /** No candidate satisfies the constraints. */
  record Decline(String reason) implements Decision {
    public Decline {
      requireNonNull(reason, "reason is null");
    }
  }
}
