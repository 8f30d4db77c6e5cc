package org.yardmaster.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.yardmaster.data.Sample;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/**
 * What changed between two windows of traffic: the prompts' features, and how well each candidate
 * does.
 *
 * @param features one per counter, most shifted first
 * @param outcomes one per candidate that both windows know, in the earlier window's order
 */
public record DriftReport(List<FeatureShift> features, List<OutcomeShift> outcomes) {
  private static final int OCTAVE = 4;

  /** Chance that any counter of two windows of one stream is taken for shifted. */
  private static final double FALSE_ALARM = 0.05;

  private static final int REPLICATES = 2_000;
  private static final long SEED = 20_260_101;

  public DriftReport {
    features = List.copyOf(features);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * A counter's shift.
   *
   * @param stabilityIndex population stability index over "none" and octaves: sum of (p - q) ln(p /
   *     q); below 0.1 is commonly read as stable, above 0.25 as shifted
   * @param noise the largest index that two windows of these sizes out of one stream show, but once
   *     in twenty reports: (1 / n + 1 / m) times a quantile of chi-squared (Yurdakul 2018,
   *     Statistical Properties of Population Stability Index), corrected for all counters; n and m
   *     count independent groups
   */
  public record FeatureShift(Counter counter, double stabilityIndex, double noise) {
    /** Whether the index reaches a threshold that means something, and lies above noise. */
    public boolean reaches(double threshold) {
      return stabilityIndex >= threshold && stabilityIndex > noise;
    }
  }

  /** A candidate's quality later less earlier, over different prompts. */
  public record OutcomeShift(String candidate, Estimate difference) {}

  /** Compares two windows. */
  public static DriftReport between(OutcomeTable earlier, OutcomeTable later) {
    double[][] before = octaves(earlier);
    double[][] after = octaves(later);
    double spread = 1.0 / groups(earlier) + 1.0 / groups(later);
    List<FeatureShift> features = new ArrayList<>();
    for (Counter counter : Counter.values()) {
      double[] ours = before[counter.ordinal()];
      double[] theirs = after[counter.ordinal()];
      features.add(
          new FeatureShift(counter, stabilityIndex(ours, theirs), spread * quantile(ours, theirs)));
    }
    features.sort(Comparator.comparingDouble(shift -> -shift.stabilityIndex()));
    List<OutcomeShift> outcomes = new ArrayList<>();
    for (int candidate = 0; candidate < earlier.candidateCount(); candidate++) {
      String id = earlier.candidates().get(candidate).id();
      int there = later.candidateIndex(id);
      double[][] groups = groups(earlier, candidate, later, there);
      if (groups.length > 0) {
        outcomes.add(new OutcomeShift(id, difference(groups)));
      }
    }
    return new DriftReport(features, outcomes);
  }

  private static double[][] octaves(OutcomeTable table) {
    double[][] counts = new double[Counter.COUNT][1 + FeatureSchema.BINS / OCTAVE];
    Features features = new Features(FeatureSchema.STANDARD);
    table
        .samples()
        .forEach(
            sample -> {
              Featurizer.read(sample.prompt().routingText(), features);
              for (int counter = 0; counter < Counter.COUNT; counter++) {
                counts[counter][octave(features.counters()[counter])]++;
              }
            });
    return counts;
  }

  /** 0 for none, then one per doubling or so. */
  private static int octave(int count) {
    return count == 0 ? 0 : 1 + FeatureSchema.bin(count) / OCTAVE;
  }

  /**
   * Each window as if it had one prompt more, which is like those of both: empty bins stay finite.
   */
  private static double stabilityIndex(double[] before, double[] after) {
    double beforeTotal = Arrays.stream(before).sum();
    double afterTotal = Arrays.stream(after).sum();
    double index = 0;
    for (int bin = 0; bin < before.length; bin++) {
      double both = (before[bin] + after[bin]) / (beforeTotal + afterTotal);
      if (both > 0) {
        double p = (before[bin] + both) / (beforeTotal + 1);
        double q = (after[bin] + both) / (afterTotal + 1);
        index += (q - p) * Math.log(q / p);
      }
    }
    return index;
  }

  private static long groups(OutcomeTable table) {
    return table.samples().stream().map(Sample::groupId).distinct().count();
  }

  private static double quantile(double[] before, double[] after) {
    long bins =
        IntStream.range(0, before.length).filter(bin -> before[bin] + after[bin] > 0).count();
    return bins < 2
        ? 0
        : new ChiSquaredDistribution(bins - 1)
            .inverseCumulativeProbability(1 - FALSE_ALARM / Counter.COUNT);
  }

  /** Per group: quality and prompts earlier, quality and prompts later; empty if either is none. */
  private static double[][] groups(
      OutcomeTable earlier, int candidate, OutcomeTable later, int there) {
    if (there < 0) {
      return new double[0][];
    }
    Map<String, double[]> groups = new LinkedHashMap<>();
    add(earlier, candidate, groups, 0);
    add(later, there, groups, 2);
    boolean both =
        groups.values().stream().anyMatch(sums -> sums[1] > 0)
            && groups.values().stream().anyMatch(sums -> sums[3] > 0);
    return both ? groups.values().toArray(double[][]::new) : new double[0][];
  }

  private static void add(
      OutcomeTable table, int candidate, Map<String, double[]> groups, int column) {
    for (int row = 0; row < table.sampleCount(); row++) {
      if (table.present(candidate, row)) {
        double[] sums =
            groups.computeIfAbsent(table.samples().get(row).groupId(), id -> new double[4]);
        sums[column] += table.quality(candidate)[row];
        sums[column + 1]++;
      }
    }
  }

  private static Estimate difference(double[][] groups) {
    return new Resample(groups, REPLICATES, SEED, 0.95)
        .estimate(sums -> sums[2] / sums[3] - sums[0] / sums[1]);
  }
}
