package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/** Every candidate of a table on its own present cells, priced or not. */
final class Candidates {
  static final int COLUMNS = 3;

  private Candidates() {}

  /**
   * In the order given, as indices into the table's candidates.
   *
   * @throws IllegalArgumentException when a candidate has no graded outcome at all
   */
  static List<CandidateResult> results(OutcomeTable table, int[] order, EvaluationSpec spec) {
    Comparison.Units units = Comparison.Units.of(table.samples());
    double[][] sums = new double[units.count()][COLUMNS * table.candidateCount()];
    for (int candidate = 0; candidate < table.candidateCount(); candidate++) {
      add(table, candidate, units.of(), sums);
    }
    Resample resample = new Resample(sums, spec.replicates(), spec.seed(), spec.confidence());
    List<CandidateResult> results = new ArrayList<>();
    for (int candidate : order) {
      results.add(result(table, candidate, resample));
    }
    return results;
  }

  private static void add(OutcomeTable table, int candidate, int[] groupOf, double[][] sums) {
    int column = COLUMNS * candidate;
    boolean priced = table.priced(candidate);
    for (int row = 0; row < table.sampleCount(); row++) {
      if (table.present(candidate, row)) {
        double[] sum = sums[groupOf[row]];
        sum[column]++;
        sum[column + 1] += table.quality(candidate)[row];
        sum[column + 2] += priced ? table.costUsd(candidate)[row] : 0;
      }
    }
  }

  /** Mean quality of a candidate over its present cells, from sums as {@link #add} makes them. */
  static Estimate quality(Resample resample, int candidate) {
    int column = COLUMNS * candidate;
    return resample.estimate(totals -> totals[column + 1] / totals[column]);
  }

  /** Mean cost of a candidate in USD per 1,000 prompts, likewise. */
  static Estimate usdPer1k(Resample resample, int candidate) {
    int column = COLUMNS * candidate;
    return resample.estimate(totals -> 1000 * totals[column + 2] / totals[column]);
  }

  private static CandidateResult result(OutcomeTable table, int candidate, Resample resample) {
    double present = resample.point(totals -> totals[COLUMNS * candidate]);
    String id = table.candidates().get(candidate).id();
    if (present == 0) {
      throw new IllegalArgumentException(
          """
          Candidate (%s) has no graded outcome in data set (%s).
          Maybe leave it out, or replay it first.\
          """
              .formatted(id, table.datasetId()));
    }
    Optional<Estimate> usdPer1k =
        table.priced(candidate) ? Optional.of(usdPer1k(resample, candidate)) : Optional.empty();
    LatencyMix latency = latency(table, candidate);
    boolean timed = table.timed(candidate);
    return new CandidateResult(
        id,
        table.candidates().get(candidate).simulated(),
        quality(resample, candidate),
        usdPer1k,
        timed ? latency.percentile(0.5) : Optional.empty(),
        timed ? latency.percentile(0.95) : Optional.empty(),
        present / table.sampleCount());
  }

  private static LatencyMix latency(OutcomeTable table, int candidate) {
    LatencyMix mix = new LatencyMix();
    int[] rows =
        IntStream.range(0, table.sampleCount())
            .filter(row -> table.present(candidate, row))
            .toArray();
    mix.add(
        table.latencySeconds(candidate), rows, IntStream.of(rows).mapToDouble(row -> 1).toArray());
    return mix;
  }
}
