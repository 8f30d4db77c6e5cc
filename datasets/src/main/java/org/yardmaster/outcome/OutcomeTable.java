package org.yardmaster.outcome;

import java.util.Arrays;
import java.util.List;
import org.yardmaster.data.Sample;

/**
 * Prompts x candidates as primitive columns, with a mask of the cells that have a grade. Trainers
 * and evaluators read this and never a store. Columns are shared, not copied: treat what the
 * accessors return as read-only.
 *
 * <p>A cell is present when its outcome was graded. A present cell may still lack cost, latency or
 * tokens: those are {@code NaN} there and {@link #priced}, {@link #timed} say so per candidate.
 */
public final class OutcomeTable {
  private final String datasetId;
  private final List<Sample> samples;
  private final List<Candidate> candidates;
  private final double[][] quality;
  private final double[][] costUsd;
  private final double[][] latencySeconds;
  private final double[][] inputTokens;
  private final double[][] outputTokens;

  /**
   * Takes ownership of candidate-major columns, each {@code [candidates][samples]}.
   *
   * @param quality in [0, 1]; {@code NaN} marks a missing cell
   * @param costUsd USD per call; {@code NaN} where unknown
   * @param latencySeconds seconds per call; {@code NaN} where unmeasured
   * @param inputTokens all prompt tokens; {@code NaN} where unknown
   * @param outputTokens all answer tokens, reasoning included; {@code NaN} where unknown
   */
  public OutcomeTable(
      String datasetId,
      List<Sample> samples,
      List<Candidate> candidates,
      double[][] quality,
      double[][] costUsd,
      double[][] latencySeconds,
      double[][] inputTokens,
      double[][] outputTokens) {
    this.datasetId = datasetId;
    this.samples = List.copyOf(samples);
    this.candidates = List.copyOf(candidates);
    this.quality = quality;
    this.costUsd = costUsd;
    this.latencySeconds = latencySeconds;
    this.inputTokens = inputTokens;
    this.outputTokens = outputTokens;
    for (double[][] columns :
        List.of(quality, costUsd, latencySeconds, inputTokens, outputTokens)) {
      requireShape(columns);
    }
  }

  private void requireShape(double[][] columns) {
    if (columns.length != candidates.size()
        || Arrays.stream(columns).anyMatch(column -> column.length != samples.size())) {
      throw new IllegalArgumentException(
          "Columns must be %d candidates x %d samples."
              .formatted(candidates.size(), samples.size()));
    }
  }

  public String datasetId() {
    return datasetId;
  }

  public List<Sample> samples() {
    return samples;
  }

  public List<Candidate> candidates() {
    return candidates;
  }

  public int sampleCount() {
    return samples.size();
  }

  public int candidateCount() {
    return candidates.size();
  }

  public boolean present(int candidate, int sample) {
    return !Double.isNaN(quality[candidate][sample]);
  }

  /** Quality of one candidate in [0, 1], indexed by sample; {@code NaN} where missing. */
  public double[] quality(int candidate) {
    return quality[candidate];
  }

  /** Cost of one candidate in USD per call, indexed by sample; {@code NaN} where unknown. */
  public double[] costUsd(int candidate) {
    return costUsd[candidate];
  }

  /** Latency of one candidate in seconds, indexed by sample; {@code NaN} where unmeasured. */
  public double[] latencySeconds(int candidate) {
    return latencySeconds[candidate];
  }

  /** Prompt tokens of one candidate, indexed by sample; {@code NaN} where unknown. */
  public double[] inputTokens(int candidate) {
    return inputTokens[candidate];
  }

  /** Answer tokens of one candidate, indexed by sample; {@code NaN} where unknown. */
  public double[] outputTokens(int candidate) {
    return outputTokens[candidate];
  }

  /** True when every present cell of the candidate has a cost. */
  public boolean priced(int candidate) {
    return complete(candidate, costUsd[candidate]);
  }

  /** True when every present cell of the candidate has a latency. */
  public boolean timed(int candidate) {
    return complete(candidate, latencySeconds[candidate]);
  }

  private boolean complete(int candidate, double[] column) {
    for (int sample = 0; sample < column.length; sample++) {
      if (present(candidate, sample) && Double.isNaN(column[sample])) {
        return false;
      }
    }
    return true;
  }

  /** Share of cells that are present, in [0, 1]; 0 for an empty table. */
  public double coverage() {
    long cells = (long) sampleCount() * candidateCount();
    long present = 0;
    for (double[] column : quality) {
      present += Arrays.stream(column).filter(value -> !Double.isNaN(value)).count();
    }
    return cells == 0 ? 0 : (double) present / cells;
  }

  /** True when any candidate is simulated: nothing derived from the table is then a saving. */
  public boolean simulated() {
    return candidates.stream().anyMatch(Candidate::simulated);
  }

  /** The index of a candidate by id, or -1. */
  public int candidateIndex(String id) {
    for (int index = 0; index < candidates.size(); index++) {
      if (candidates.get(index).id().equals(id)) {
        return index;
      }
    }
    return -1;
  }

  /** The rows with these indices, in this order; repeats are allowed. */
  public OutcomeTable rows(int[] rows) {
    return new OutcomeTable(
        datasetId,
        Arrays.stream(rows).mapToObj(samples::get).toList(),
        candidates,
        pick(quality, rows),
        pick(costUsd, rows),
        pick(latencySeconds, rows),
        pick(inputTokens, rows),
        pick(outputTokens, rows));
  }

  private static double[][] pick(double[][] columns, int[] rows) {
    double[][] picked = new double[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      double[] source = columns[column];
      picked[column] = Arrays.stream(rows).mapToDouble(row -> source[row]).toArray();
    }
    return picked;
  }

  /** The candidates with these indices, in this order. */
  public OutcomeTable columns(int[] picked) {
    return new OutcomeTable(
        datasetId,
        samples,
        Arrays.stream(picked).mapToObj(candidates::get).toList(),
        select(quality, picked),
        select(costUsd, picked),
        select(latencySeconds, picked),
        select(inputTokens, picked),
        select(outputTokens, picked));
  }

  private static double[][] select(double[][] columns, int[] picked) {
    return Arrays.stream(picked).mapToObj(index -> columns[index]).toArray(double[][]::new);
  }

  /** The rows in which every candidate is present: the shared denominator of a comparison. */
  public OutcomeTable completeRows() {
    int[] rows =
        java.util.stream.IntStream.range(0, sampleCount())
            .filter(this::everyCandidatePresent)
            .toArray();
    return rows.length == sampleCount() ? this : rows(rows);
  }

  private boolean everyCandidatePresent(int sample) {
    for (int candidate = 0; candidate < candidateCount(); candidate++) {
      if (!present(candidate, sample)) {
        return false;
      }
    }
    return true;
  }
}
