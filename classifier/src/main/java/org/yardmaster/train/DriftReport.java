package org.yardmaster.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final double SMOOTHING = 0.5;
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
   */
  public record FeatureShift(Counter counter, double stabilityIndex) {}

  /** A candidate's quality later less earlier, over different prompts. */
  public record OutcomeShift(String candidate, Estimate difference) {}

  /** Compares two windows. */
  public static DriftReport between(OutcomeTable earlier, OutcomeTable later) {
    double[][] before = octaves(earlier);
    double[][] after = octaves(later);
    List<FeatureShift> features = new ArrayList<>();
    for (Counter counter : Counter.values()) {
      features.add(
          new FeatureShift(
              counter, stabilityIndex(before[counter.ordinal()], after[counter.ordinal()])));
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

  private static double stabilityIndex(double[] before, double[] after) {
    double beforeTotal = total(before);
    double afterTotal = total(after);
    double index = 0;
    for (int bin = 0; bin < before.length; bin++) {
      double p = (before[bin] + SMOOTHING) / beforeTotal;
      double q = (after[bin] + SMOOTHING) / afterTotal;
      index += (q - p) * Math.log(q / p);
    }
    return index;
  }

  private static double total(double[] counts) {
    return java.util.Arrays.stream(counts).sum() + SMOOTHING * counts.length;
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
