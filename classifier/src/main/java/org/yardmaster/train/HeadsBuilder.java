package org.yardmaster.train;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.yardmaster.decide.Heads;
import org.yardmaster.feature.FeatureSchema;

/** Folds learned functions into integer weights: one row per bucket, one column per head. */
final class HeadsBuilder {
  /**
   * Small enough for one byte in the kernel's table; BENCHMARKS.md shows that finer steps bring
   * nothing.
   */
  private static final int LARGEST_WEIGHT = 127;

  private HeadsBuilder() {}

  /**
   * One linear function before its weights are integers.
   *
   * @param words what each bucket contributes per occurrence, before division by the text's norm;
   *     empty when the bundle ignores words
   * @param counters what each bin of each counter contributes
   */
  record Function(double[] words, double[] counters, double bias) {}

  static Heads build(
      LearningBasis basis, FeatureSchema schema, List<LinearFit> fits, boolean words) {
    int buckets = words ? schema.buckets() : 0;
    return build(
        fits.size(),
        buckets,
        head -> {
          LinearFit fit = fits.get(head);
          return new Function(
              IntStream.range(0, buckets)
                  .mapToDouble(bucket -> basis.wordContribution(bucket, fit))
                  .toArray(),
              IntStream.range(0, FeatureSchema.counterFeatures())
                  .mapToDouble(feature -> basis.counterContribution(feature, fit))
                  .toArray(),
              fit.bias());
        });
  }

  /** Any functions, one after another. */
  static Heads build(int heads, int buckets, IntFunction<Function> functions) {
    short[] wordWeights = new short[buckets * heads];
    short[] counterWeights = new short[FeatureSchema.counterFeatures() * heads];
    double[] wordScale = new double[heads];
    double[] counterScale = new double[heads];
    double[] bias = new double[heads];
    for (int head = 0; head < heads; head++) {
      Function function = functions.apply(head);
      bias[head] = function.bias();
      wordScale[head] = quantise(function.words(), wordWeights, head, heads);
      counterScale[head] = quantise(function.counters(), counterWeights, head, heads);
    }
    return new Heads(heads, wordWeights, counterWeights, wordScale, counterScale, bias);
  }

  /** Writes the column of one head and returns what one integer step is worth. */
  private static double quantise(double[] values, short[] weights, int head, int heads) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    double scale = largest == 0 ? 1 : largest / LARGEST_WEIGHT;
    for (int index = 0; index < values.length; index++) {
      weights[index * heads + head] = (short) Math.round(values[index] / scale);
    }
    return scale;
  }
}
