package org.yardmaster.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Quality against the share of prompts sent to the stronger of two candidates, as a threshold on a
 * score falls; with APGR and CPT of RouteLLM (arXiv 2406.18665) in two variants. {@code compat}
 * follows the authors' program: eleven thresholds at the score's deciles, the last compared with
 * {@code >}, and interpolation that expects rising quality. {@code exact} uses every distinct
 * threshold and the first crossing. APGR is not bounded by 1.
 */
public final class StrongShareCurve {
  private static final int BINS = 10;

  private final double[] scores;
  private final int[] levelOf;
  private final double[] weak;
  private final double[] strong;

  /**
   * Sorts the prompts once; every weighting is then linear in their number.
   *
   * @param score high where the strong candidate should answer, finite, one per prompt
   * @param weak quality of the weak candidate per prompt
   * @param strong quality of the strong candidate per prompt
   */
  public StrongShareCurve(double[] score, double[] weak, double[] strong) {
    if (score.length == 0 || score.length != weak.length || score.length != strong.length) {
      throw new IllegalArgumentException(
          "Score (%d), weak (%d) and strong (%d) need one value per prompt."
              .formatted(score.length, weak.length, strong.length));
    }
    if (!Arrays.stream(score).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("Every score must be a finite number.");
    }
    this.weak = weak;
    this.strong = strong;
    this.levelOf = new int[score.length];
    double[] levels = new double[score.length];
    int count = 0;
    for (int row : ascending(score)) {
      if (count == 0 || levels[count - 1] != score[row]) {
        levels[count++] = score[row];
      }
      levelOf[row] = count - 1;
    }
    this.scores = Arrays.copyOf(levels, count);
  }

  private static int[] ascending(double[] score) {
    return IntStream.range(0, score.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> score[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Every prompt counted once. */
  public Sweep sweep() {
    int[] once = new int[weak.length];
    Arrays.fill(once, 1);
    return sweep(once);
  }

  /** Every prompt counted {@code weights[prompt]} times, as in a bootstrap replicate. */
  public Sweep sweep(int[] weights) {
    long[] from = new long[scores.length + 1];
    double[] gain = new double[scores.length + 1];
    double weakSum = 0;
    for (int row = 0; row < weights.length; row++) {
      int level = levelOf[row];
      from[level] += weights[row];
      gain[level] += weights[row] * (strong[row] - weak[row]);
      weakSum += weights[row] * weak[row];
    }
    for (int level = scores.length - 1; level >= 0; level--) {
      from[level] += from[level + 1];
      gain[level] += gain[level + 1];
    }
    return new Sweep(from, gain, weakSum);
  }

  /** The curve for one weighting: all shares in [0, 1], all qualities means per prompt. */
  public final class Sweep {
    /** How many prompts score at least level i; one more entry, 0, for nobody. */
    private final long[] from;

    private final double[] gain;
    private final double weakSum;

    private Sweep(long[] from, double[] gain, double weakSum) {
      this.from = from;
      this.gain = gain;
      this.weakSum = weakSum;
    }

    private long total() {
      return from[0];
    }

    private double share(int level) {
      return (double) from[level] / total();
    }

    private double quality(int level) {
      return (weakSum + gain[level]) / total();
    }

    /** Mean quality of the weak candidate. */
    public double weakQuality() {
      return weakSum / total();
    }

    /** Mean quality of the strong candidate. */
    public double strongQuality() {
      return (weakSum + gain[0]) / total();
    }

    /** Average performance gap recovered, every threshold; empty when both are equally good. */
    public OptionalDouble apgrExact() {
      return apgr(IntStream.rangeClosed(0, scores.length).toArray());
    }

    /** Average performance gap recovered by the published program. */
    public OptionalDouble apgrCompat() {
      return apgr(decileLevels());
    }

    private OptionalDouble apgr(int[] levels) {
      double gap = strongQuality() - weakQuality();
      double area = 0;
      double width = 0;
      for (int index = 1; index < levels.length; index++) {
        double step = share(levels[index - 1]) - share(levels[index]);
        double height = (quality(levels[index - 1]) + quality(levels[index])) / 2;
        area += step * (height - weakQuality());
        width += step;
      }
      return gap == 0 || width == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(area / (gap * width));
    }

    /**
     * Share of strong calls at which the first {@code recovered} part of the gap is closed; empty
     * when it never is.
     */
    public OptionalDouble cptExact(double recovered) {
      double target = weakQuality() + recovered * (strongQuality() - weakQuality());
      if (quality(scores.length) >= target) {
        return OptionalDouble.of(0);
      }
      for (int level = scores.length - 1; level >= 0; level--) {
        if (quality(level) >= target) {
          double part = (target - quality(level + 1)) / (quality(level) - quality(level + 1));
          return OptionalDouble.of(share(level + 1) + part * (share(level) - share(level + 1)));
        }
      }
      return OptionalDouble.empty();
    }

    /** The same by the published program, which is only right where quality rises throughout. */
    public double cptCompat(double recovered) {
      int[] levels = decileLevels();
      double[] quality = new double[levels.length];
      double[] share = new double[levels.length];
      for (int index = 0; index < levels.length; index++) {
        int level = levels[levels.length - 1 - index];
        quality[index] = quality(level);
        share[index] = share(level);
      }
      double target = recovered * (strongQuality() - weakQuality()) + weakQuality();
      return NumericalPython.interpolate(target, quality, share);
    }

    /** The lowest level sent to the strong candidate, for each decile threshold from the bottom. */
    private int[] decileLevels() {
      int[] levels = new int[BINS + 1];
      for (int bin = 0; bin < BINS; bin++) {
        levels[bin] = firstAtLeast(decile(bin * (1.0 / BINS)));
      }
      // The top threshold is the highest score that occurs; nothing lies above it.
      levels[BINS] = scores.length;
      return levels;
    }

    private double decile(double share) {
      double position = (total() - 1) * share;
      long below = (long) Math.floor(position);
      double low = ordered(below);
      double high = ordered(Math.min(below + 1, total() - 1));
      return NumericalPython.between(low, high, position - below);
    }

    /** The score at a place in ascending order, counted with weights from 0. */
    private double ordered(long place) {
      int low = 0;
      int high = scores.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (total() - from[middle + 1] > place) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return scores[low];
    }

    private int firstAtLeast(double threshold) {
      int found = Arrays.binarySearch(scores, threshold);
      return found >= 0 ? found : -found - 1;
    }
  }
}
