package org.yardmaster.train;

import java.util.Arrays;
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

  /** Columns of one counter: the line, then the steps of each resolution. */
  private static final int PER_COUNTER =
      1 + Arrays.stream(RESOLUTIONS).map(width -> FeatureSchema.BINS / width).sum();

  private final SparseRows rows;
  private final double[] wordWeight;
  private final double counterWeight;

  /** One string per column, however many examples name it. */
  private final String[] names;

  private LearningBasis(
      SparseRows rows, double[] wordWeight, double counterWeight, String[] names) {
    this.rows = rows;
    this.names = names;
    this.wordWeight = wordWeight;
    this.counterWeight = counterWeight;
  }

  static LearningBasis of(SparseRows rows, int[] trainRows, double counterWeight) {
    return new LearningBasis(
        rows,
        inverseDocumentFrequency(rows, trainRows),
        counterWeight,
        IntStream.range(0, rows.schema().buckets() + Counter.COUNT * PER_COUNTER)
            .mapToObj(Integer::toString)
            .toArray(String[]::new));
  }

  FeatureSchema schema() {
    return rows.schema();
  }

  /** The counters alone, for what words should not decide. */
  LearningBasis countersOnly() {
    return new LearningBasis(rows, new double[rows.schema().buckets()], counterWeight, names);
  }

  /**
   * The counters and the words that most prompts have, for learners whose time grows with the
   * columns; of equally frequent words either all are kept or none.
   */
  LearningBasis mostFrequent(int words) {
    double[] falling = Arrays.stream(wordWeight).filter(weight -> weight > 0).sorted().toArray();
    if (falling.length <= words) {
      return this;
    }
    double leftOut = falling[words];
    return new LearningBasis(
        rows,
        Arrays.stream(wordWeight).map(weight -> weight < leftOut ? weight : 0).toArray(),
        counterWeight,
        names);
  }

  private static double[] inverseDocumentFrequency(SparseRows rows, int[] trainRows) {
    int[] frequency = rows.documentFrequency(trainRows);
    double[] weight = new double[rows.schema().buckets()];
    for (int bucket = 0; bucket < weight.length; bucket++) {
      weight[bucket] =
          frequency[bucket] == 0
              ? 0
              : (1 + Math.log((1.0 + trainRows.length) / (1.0 + frequency[bucket]))) / 4;
    }
    return weight;
  }

  /** How many columns there are: one per bucket, then {@value #PER_COUNTER} per counter. */
  int columns() {
    return names.length;
  }

  /** One row, by its columns that are not 0. */
  record Values(int[] columns, double[] values) {}

  /** What a row shows a learner. */
  Values values(int row) {
    int[] features = rows.columns()[row];
    int most = features.length + Counter.COUNT * RESOLUTIONS.length;
    int[] columns = new int[most];
    double[] values = new double[most];
    double norm = Math.sqrt(Math.max(1, rows.wordFeatures()[row]));
    int used = 0;
    for (int at = 0; at < features.length; at++) {
      int feature = features[at];
      if (!rows.isWord(feature)) {
        used = addCounter(feature - rows.schema().buckets(), columns, values, used);
      } else if (wordWeight[feature] > 0) {
        columns[used] = feature;
        values[used++] = rows.counts()[row][at] * wordWeight[feature] / norm;
      }
    }
    return new Values(Arrays.copyOf(columns, used), Arrays.copyOf(values, used));
  }

  private int addCounter(int feature, int[] columns, double[] values, int from) {
    int bin = feature % FeatureSchema.BINS;
    int column = counterColumn(feature);
    int used = from;
    columns[used] = column;
    values[used++] = counterWeight * line(bin);
    column++;
    for (int width : RESOLUTIONS) {
      columns[used] = column + bin / width;
      values[used++] = counterWeight;
      column += FeatureSchema.BINS / width;
    }
    return used;
  }

  private int counterColumn(int feature) {
    return rows.schema().buckets() + feature / FeatureSchema.BINS * PER_COUNTER;
  }

  /** The example that a Tribuo trainer learns from; features are named by their columns. */
  <T extends Output<T>> Example<T> example(int row, T output) {
    Values values = values(row);
    return new ArrayExample<>(
        output,
        Arrays.stream(values.columns()).mapToObj(column -> names[column]).toArray(String[]::new),
        values.values());
  }

  /** What one bucket contributes per occurrence, before division by the text's norm. */
  double wordContribution(int bucket, LinearFit fit) {
    return wordWeight[bucket] * fit.weight(bucket);
  }

  /** What one bin of one counter contributes. */
  double counterContribution(int feature, LinearFit fit) {
    int bin = feature % FeatureSchema.BINS;
    int column = counterColumn(feature);
    double sum = line(bin) * fit.weight(column);
    column++;
    for (int width : RESOLUTIONS) {
      sum += fit.weight(column + bin / width);
      column += FeatureSchema.BINS / width;
    }
    return counterWeight * sum;
  }

  private static double line(int bin) {
    return bin / 16.0;
  }
}
