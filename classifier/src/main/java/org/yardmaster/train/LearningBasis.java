package org.yardmaster.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;

/**
 * The features that a learner sees, all of which fold back into one weight per bucket and one per
 * counter bin, so that serving never pays for them: words are weighted by inverse document
 * frequency, and a counter's bin is seen at three resolutions (as a straight line, by octave, by
 * pair of octaves), so that few data give smooth answers and many give detailed ones.
 */
final class LearningBasis {
  private static final int[] RESOLUTIONS = {4, 8};

  private final SparseRows rows;
  private final String[] wordNames;
  private final double[] wordWeight;
  private final double counterWeight;

  private LearningBasis(
      SparseRows rows, String[] wordNames, double[] wordWeight, double counterWeight) {
    this.rows = rows;
    this.wordNames = wordNames;
    this.wordWeight = wordWeight;
    this.counterWeight = counterWeight;
  }

  static LearningBasis of(SparseRows rows, int[] trainRows, double counterWeight) {
    String[] wordNames =
        IntStream.range(0, rows.schema().buckets())
            .mapToObj(bucket -> "w" + bucket)
            .toArray(String[]::new);
    return new LearningBasis(
        rows, wordNames, inverseDocumentFrequency(rows, trainRows), counterWeight);
  }

  /** The counters alone, for what words should not decide. */
  LearningBasis countersOnly() {
    return new LearningBasis(rows, wordNames, new double[rows.schema().buckets()], counterWeight);
  }

  private static double[] inverseDocumentFrequency(SparseRows rows, int[] trainRows) {
    int[] frequency = rows.documentFrequency(trainRows);
    double[] weight = new double[rows.schema().buckets()];
    for (int bucket = 0; bucket < weight.length; bucket++) {
      weight[bucket] =
          frequency[bucket] < 2
              ? 0
              : (1 + Math.log((1.0 + trainRows.length) / (1.0 + frequency[bucket]))) / 4;
    }
    return weight;
  }

  /** The example that a Tribuo trainer learns from. */
  <T extends Output<T>> Example<T> example(int row, T output) {
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    double norm = Math.sqrt(Math.max(1, rows.wordFeatures()[row]));
    int[] columns = rows.columns()[row];
    for (int at = 0; at < columns.length; at++) {
      int column = columns[at];
      if (!rows.isWord(column)) {
        addCounter(column - rows.schema().buckets(), names, values);
      } else if (wordWeight[column] > 0) {
        names.add(wordNames[column]);
        values.add(rows.counts()[row][at] * wordWeight[column] / norm);
      }
    }
    return new ArrayExample<>(
        output,
        names.toArray(String[]::new),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void addCounter(int feature, List<String> names, List<Double> values) {
    int counter = feature / FeatureSchema.BINS;
    int bin = feature % FeatureSchema.BINS;
    names.add(lineName(counter));
    values.add(counterWeight * line(bin));
    for (int resolution : RESOLUTIONS) {
      names.add(stepName(counter, resolution, bin / resolution));
      values.add(counterWeight);
    }
  }

  /** What one bucket contributes per occurrence, before division by the text's norm. */
  double wordContribution(int bucket, LinearFit fit) {
    return wordWeight[bucket] * fit.weight(wordNames[bucket]);
  }

  /** What one bin of one counter contributes. */
  double counterContribution(int feature, LinearFit fit) {
    int counter = feature / FeatureSchema.BINS;
    int bin = feature % FeatureSchema.BINS;
    double sum = line(bin) * fit.weight(lineName(counter));
    for (int resolution : RESOLUTIONS) {
      sum += fit.weight(stepName(counter, resolution, bin / resolution));
    }
    return counterWeight * sum;
  }

  private static double line(int bin) {
    return bin / 16.0;
  }

  private static String lineName(int counter) {
    return Counter.values()[counter] + ":line";
  }

  private static String stepName(int counter, int resolution, int step) {
    return Counter.values()[counter] + ":" + resolution + ":" + step;
  }
}
