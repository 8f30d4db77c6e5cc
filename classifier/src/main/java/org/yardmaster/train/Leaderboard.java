package org.yardmaster.train;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.TieGroups;

/**
 * Learners and settings, judged by cross-validation on prompts that training may see.
 *
 * @param entries best first
 * @param chosen the simplest of the first rank
 */
public record Leaderboard(List<Entry> entries, Entry chosen) {
  public Leaderboard {
    requireNonNull(chosen, "chosen is null");
    entries = List.copyOf(entries);
  }

  /**
   * One contestant.
   *
   * @param spec its settings
   * @param simplicity 0 for the simplest contestant, counting up
   * @param rank from 1; equal ranks are ties, see {@link TieGroups}
   * @param value routing value per prompt in quality units, see {@link RoutingValue}
   * @param behind value less that of the best, paired; 0 for the best itself
   * @param trainSeconds wall time of its cross-validation
   */
  public record Entry(
      TrainSpec spec,
      int simplicity,
      int rank,
      Estimate value,
      Estimate behind,
      double trainSeconds) {
    public Entry {
      requireNonNull(spec, "spec is null");
      requireNonNull(value, "value is null");
      requireNonNull(behind, "behind is null");
    }
  }
}
