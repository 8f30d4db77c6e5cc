package org.yardmaster.decide;

import static java.util.Objects.requireNonNull;

import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;

/**
 * A bundle of linear functions over one text's features, with 16-bit integer weights and integer
 * sums, so that every runtime gets the same number. Score of a head = bias + wordScale * wordSum /
 * sqrt(word features) + counterScale * counterSum.
 *
 * @param heads number of functions
 * @param wordWeights {@code [bucket * heads + head]}; empty when the bundle ignores words
 * @param counterWeights {@code [counterFeature * heads + head]}
 * @param wordScale per head
 * @param counterScale per head
 * @param bias per head
 */
public record Heads(
    int heads,
    short[] wordWeights,
    short[] counterWeights,
    double[] wordScale,
    double[] counterScale,
    double[] bias) {
  public Heads {
    requireNonNull(wordWeights, "wordWeights is null");
    if (counterWeights.length != heads * FeatureSchema.counterFeatures()
        || (wordWeights.length > 0 && wordWeights.length % heads != 0)
        || wordScale.length != heads
        || counterScale.length != heads
        || bias.length != heads) {
      throw new IllegalArgumentException("Weights do not fit %d heads.".formatted(heads));
    }
  }

  /**
   * Writes the integer word and counter sums of every head.
   *
   * @param wordSums at least one element per head
   * @param counterSums at least one element per head
   */
  public void sums(Features features, int[] wordSums, int[] counterSums) {
    java.util.Arrays.fill(wordSums, 0, heads, 0);
    java.util.Arrays.fill(counterSums, 0, heads, 0);
    if (wordWeights.length > 0) {
      int[] buckets = features.buckets();
      for (int word = 0; word < features.bucketCount(); word++) {
        addRow(wordWeights, buckets[word], wordSums);
      }
    }
    for (int counter = 0; counter < features.counters().length; counter++) {
      addRow(counterWeights, features.counterFeature(counter), counterSums);
    }
  }

  private void addRow(short[] weights, int row, int[] sums) {
    int from = row * heads;
    for (int head = 0; head < heads; head++) {
      sums[head] += weights[from + head];
    }
  }

  double score(int head, int wordSum, int counterSum, int wordFeatures) {
    double words = wordFeatures == 0 ? 0 : wordScale[head] * wordSum / Math.sqrt(wordFeatures);
    return bias[head] + words + counterScale[head] * counterSum;
  }
}
