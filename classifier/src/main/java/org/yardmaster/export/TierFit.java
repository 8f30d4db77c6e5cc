package org.yardmaster.export;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Fits a {@link TierArtifact}: counts from observed outcomes, and the threshold with which its
 * choices are worth most by the policy's own expectation on the same prompts.
 */
final class TierFit {
  /** Observed quality from which an answer counts as right. */
  private static final double RIGHT = 0.5;

  private final Policy policy;
  private final OutcomeTable table;
  private final Map<String, Cohort> cohorts;

  /**
   * A fit.
   *
   * @param table prompts to fit on, with outcomes of the policy's candidates
   * @param cohorts by sample id
   * @throws IllegalArgumentException when a sample has no cohort
   */
  TierFit(Policy policy, OutcomeTable table, Map<String, Cohort> cohorts) {
    this.policy = policy;
    this.table = table;
    this.cohorts = cohorts;
    for (Sample sample : table.samples()) {
      if (!cohorts.containsKey(sample.id())) {
        throw new IllegalArgumentException(
            "No cohort is given for sample (%s) of data set %s.\nMaybe make the cohorts again: yardmaster export --to litellm-cohorts --dataset %s"
                .formatted(sample.id(), table.datasetId(), table.datasetId()));
      }
    }
  }

  Rules.Tiers fit(Distiller distiller) {
    List<Integer> ranked = distiller.taskTable().otherwise().ranked();
    List<Integer> tiers = LiteLlmExport.tiers(policy, ranked);
    Rules.Tiers counted = new Rules.Tiers(counts(tiers), ranked, tiers, cohorts);
    return thresholds(counted.artifact())
        .mapToObj(counted::with)
        .max(Comparator.comparingDouble(distiller::expectedUtility))
        .orElse(counted);
  }

  private TierArtifact counts(List<Integer> tiers) {
    Tally everywhere = new Tally();
    Map<String, Tally> types = new TreeMap<>();
    Map<String, Tally> names = new TreeMap<>();
    int[] columns = tiers.stream().mapToInt(this::column).toArray();
    for (int row = 0; row < table.sampleCount(); row++) {
      Cohort cohort = requireNonNull(cohorts.get(table.samples().get(row).id()));
      for (int tier = 0; tier < columns.length; tier++) {
        if (table.present(columns[tier], row)) {
          boolean right = table.quality(columns[tier])[row] >= RIGHT;
          everywhere.add(tier, right);
          types.computeIfAbsent(cohort.requestType(), key -> new Tally()).add(tier, right);
          names.computeIfAbsent(cohort.name(), key -> new Tally()).add(tier, right);
        }
      }
    }
    return new TierArtifact(everywhere.counts(), counts(types), counts(names), 0);
  }

  private int column(int candidate) {
    String id = policy.candidates().get(candidate).id();
    int column = table.candidateIndex(id);
    if (column < 0) {
      throw new IllegalArgumentException(
          "Data set %s has no outcomes of candidate %s.".formatted(table.datasetId(), id));
    }
    return column;
  }

  private static Map<String, List<TierArtifact.Count>> counts(Map<String, Tally> tallies) {
    Map<String, List<TierArtifact.Count>> counts = new HashMap<>();
    tallies.forEach((key, tally) -> counts.put(key, tally.counts()));
    return counts;
  }

  /** Every threshold that makes a difference on these prompts, in rising order. */
  private DoubleStream thresholds(TierArtifact artifact) {
    return cohorts.values().stream()
        .distinct()
        .flatMapToDouble(cohort -> Arrays.stream(artifact.probabilities(cohort)))
        .sorted()
        .distinct();
  }

  private static final class Tally {
    private final long[] right = new long[TierArtifact.TIERS];
    private final long[] seen = new long[TierArtifact.TIERS];

    void add(int tier, boolean isRight) {
      seen[tier]++;
      right[tier] += isRight ? 1 : 0;
    }

    List<TierArtifact.Count> counts() {
      return IntStream.range(0, TierArtifact.TIERS)
          .mapToObj(tier -> new TierArtifact.Count(right[tier], seen[tier]))
          .toList();
    }
  }
}
