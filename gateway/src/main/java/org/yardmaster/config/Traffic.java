package org.yardmaster.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How decisions are kept, varied, doubted and compared.
 *
 * @param exploration empty: the policy's choice is always followed
 * @param shadow policy file that decides beside the acting one; what it decides is only logged
 * @param experiment between the acting policy and another
 */
public record Traffic(
    Sticky sticky,
    Optional<Exploration> exploration,
    Optional<Path> shadow,
    Optional<Experiment> experiment) {
  /** Conversations keep their candidate; nothing else. */
  public static final Traffic STANDARD =
      new Traffic(Sticky.STANDARD, Optional.empty(), Optional.empty(), Optional.empty());

  public Traffic {
    requireNonNull(sticky, "sticky is null");
    requireNonNull(exploration, "exploration is null");
    requireNonNull(shadow, "shadow is null");
    requireNonNull(experiment, "experiment is null");
  }

  /**
   * Whether a conversation keeps its candidate while that is worth more than a better one: the
   * provider has its beginning in a cache and charges less for it.
   *
   * @param life after the last turn; providers forget after some minutes
   * @param most conversations remembered; the least recently used are forgotten first
   */
  public record Sticky(boolean on, Duration life, int most) {
    /** On, ten minutes, 100,000 conversations. */
    public static final Sticky STANDARD = new Sticky(true, Duration.ofMinutes(10), 100_000);

    public Sticky {
      if (!life.isPositive() || most < 1) {
        throw new IllegalArgumentException("Life and number of conversations must be positive.");
      }
    }
  }

  /**
   * Candidates tried at random, so that a log tells more than what was preferred.
   *
   * @param share of calls that draw one of all permitted candidates, the preferred one included
   * @param nanoPerDay worst case of the calls that others served, per UTC day and process
   */
  public record Exploration(double share, long nanoPerDay) {
    public Exploration {
      if (!(share > 0 && share <= 1) || nanoPerDay < 1) {
        throw new IllegalArgumentException(
            "Exploration needs a share in (0, 1] and a positive budget.");
      }
    }
  }

  /**
   * Two policies, each with a part of the traffic.
   *
   * @param name in the log, where arms are {@code NAME:a}, the acting policy, and {@code NAME:b}
   * @param policy of arm b
   * @param share of keys or conversations that go to arm b
   */
  public record Experiment(String name, Path policy, double share, Unit unit) {
    public Experiment {
      requireNonNull(policy, "policy is null");
      requireNonNull(unit, "unit is null");
      if (!name.matches("[a-z0-9-]{1,32}") || !(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "Experiment (%s) needs a name of a-z, 0-9 and - and a share between 0 and 1."
                .formatted(name));
      }
    }
  }

  /** What is assigned to an arm as a whole. */
  public enum Unit {
    KEY,
    CONVERSATION
  }
}
