package org.yardmaster.decide;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;

/**
 * A bundle of linear functions over one text's features, with 16-bit integer weights and integer
 * sums, so that every runtime gets the same number. Score of a head = bias + wordScale * wordSum /
 * sqrt(word features) + counterScale * counterSum. Immutable: nobody may write into the arrays.
 */
public final class Heads {
  private final int heads;
  private final PackedRows words;
  private final PackedRows counters;
  private final double[] wordScale;
  private final double[] counterScale;
  private final double[] bias;

  /**
   * Bundles.
   *
   * @param heads number of functions
   * @param wordWeights {@code [bucket * heads + head]}; empty when the bundle ignores words
   * @param counterWeights {@code [counterFeature * heads + head]}
   * @param wordScale per head
   * @param counterScale per head
   * @param bias per head
   */
  public Heads(
      int heads,
      short[] wordWeights,
      short[] counterWeights,
      double[] wordScale,
      double[] counterScale,
      double[] bias) {
    this(
        new PackedRows(whole(wordWeights, heads), heads),
        new PackedRows(whole(counterWeights, heads), heads),
        wordScale,
        counterScale,
        bias);
  }

  /**
   * Functions that give the same for every text.
   *
   * @param buckets of the schema; 0 when the bundle ignores words
   * @param bias what each function gives
   */
  public static Heads constant(int buckets, double[] bias) {
    double[] ones = new double[bias.length];
    Arrays.fill(ones, 1);
    return new Heads(
        bias.length,
        new short[bias.length * buckets],
        new short[bias.length * FeatureSchema.counterFeatures()],
        ones,
        ones,
        bias);
  }

  /**
   * Bundles packed weights.
   *
   * @param words a row per bucket; no rows when the bundle ignores words
   * @param counters a row per counter feature
   * @param wordScale per head
   * @param counterScale per head
   * @param bias per head
   */
  public Heads(
      PackedRows words,
      PackedRows counters,
      double[] wordScale,
      double[] counterScale,
      double[] bias) {
    this.heads = counters.columns();
    this.words = words;
    this.counters = counters;
    this.wordScale = wordScale;
    this.counterScale = counterScale;
    this.bias = bias;
    if (words.columns() != heads
        || counters.rows() != FeatureSchema.counterFeatures()
        || wordScale.length != heads
        || counterScale.length != heads
        || bias.length != heads) {
      throw new IllegalArgumentException("Weights do not fit %d heads.".formatted(heads));
    }
  }

  private static short[] whole(short[] weights, int heads) {
    requireNonNull(weights, "weights is null");
    if (weights.length > 0 && (heads == 0 || weights.length % heads != 0)) {
      throw new IllegalArgumentException("Weights do not fit %d heads.".formatted(heads));
    }
    return weights;
  }

  /** Number of functions. */
  public int heads() {
    return heads;
  }

  /** {@code [bucket * heads + head]}; empty when the bundle ignores words. */
  public short[] wordWeights() {
    return words.weights();
  }

  /** {@code [counterFeature * heads + head]}. */
  public short[] counterWeights() {
    return counters.weights();
  }

  /** The word weights as they are summed; a row per bucket. */
  public PackedRows words() {
    return words;
  }

  /** The counter weights as they are summed; a row per counter feature. */
  public PackedRows counters() {
    return counters;
  }

  /** Per head. */
  public double[] wordScale() {
    return wordScale;
  }

  /** Per head. */
  public double[] counterScale() {
    return counterScale;
  }

  /** Per head. */
  public double[] bias() {
    return bias;
  }

  /** Room for the sums of one text; one per thread. */
  static final class Sums {
    private final int[] counterFeatures = new int[Counter.COUNT];
    private final int[] words;
    private final int[] counters;
    private final PackedRows.Scratch scratch = new PackedRows.Scratch();

    Sums(int heads) {
      this.words = new int[heads];
      this.counters = new int[heads];
    }
  }

  /**
   * Writes the integer sums of every head, to compare runtimes with.
   *
   * @param wordSums at least one element per head
   * @param counterSums at least one element per head
   */
  public void sums(Features features, int[] wordSums, int[] counterSums) {
    sum(features, new int[Counter.COUNT], new PackedRows.Scratch(), wordSums, counterSums);
  }

  private void sum(
      Features features,
      int[] counterFeatures,
      PackedRows.Scratch scratch,
      int[] wordSums,
      int[] counterSums) {
    for (int counter = 0; counter < Counter.COUNT; counter++) {
      counterFeatures[counter] = features.counterFeature(counter);
    }
    counters.sum(counterFeatures, Counter.COUNT, scratch, counterSums);
    words.sum(features.buckets(), features.bucketCount(), scratch, wordSums);
  }

  /**
   * The score of every head.
   *
   * @param sums at least as large as this bundle
   * @param scores takes one score per head
   */
  void scores(Features features, Sums sums, double[] scores) {
    sum(features, sums.counterFeatures, sums.scratch, sums.words, sums.counters);
    double norm = Math.sqrt(Math.max(1, features.bucketCount()));
    for (int head = 0; head < heads; head++) {
      scores[head] =
          bias[head]
              + wordScale[head] * sums.words[head] / norm
              + counterScale[head] * sums.counters[head];
    }
  }
}
