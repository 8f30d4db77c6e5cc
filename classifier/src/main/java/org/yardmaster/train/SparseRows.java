package org.yardmaster.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/**
 * The features of many texts, one sparse row each. Words come first, then binned counters: column
 * {@code bucket}, or {@code buckets + counter * BINS + bin}.
 *
 * @param columns distinct ascending column numbers per row
 * @param counts how often each occurs; 1 for counters
 * @param wordFeatures number of word features per row, repeats included
 */
record SparseRows(FeatureSchema schema, int[][] columns, int[][] counts, int[] wordFeatures) {
  static SparseRows of(FeatureSchema schema, List<String> texts) {
    int[][] columns = new int[texts.size()][];
    int[][] counts = new int[texts.size()][];
    int[] wordFeatures = new int[texts.size()];
    Features features = new Features(schema);
    for (int row = 0; row < texts.size(); row++) {
      Featurizer.read(texts.get(row), features);
      wordFeatures[row] = features.bucketCount();
      int[] all = allColumns(features);
      columns[row] = Arrays.stream(all).distinct().toArray();
      counts[row] = countEach(all, columns[row]);
    }
    return new SparseRows(schema, columns, counts, wordFeatures);
  }

  private static int[] allColumns(Features features) {
    int words = features.bucketCount();
    int[] all = Arrays.copyOf(features.buckets(), words + Counter.COUNT);
    for (int counter = 0; counter < Counter.COUNT; counter++) {
      all[words + counter] = features.schema().buckets() + features.counterFeature(counter);
    }
    Arrays.sort(all);
    return all;
  }

  private static int[] countEach(int[] sorted, int[] distinct) {
    int[] counts = new int[distinct.length];
    int at = 0;
    for (int column : sorted) {
      if (distinct[at] != column) {
        at++;
      }
      counts[at]++;
    }
    return counts;
  }

  boolean isWord(int column) {
    return column < schema.buckets();
  }

  /** How many different words the given rows show, as far as the buckets keep them apart. */
  int distinctWords(int[] rows) {
    BitSet seen = new BitSet();
    for (int row : rows) {
      Arrays.stream(columns[row]).filter(this::isWord).forEach(seen::set);
    }
    return seen.cardinality();
  }

  /** In how many of the given rows each column occurs. */
  int[] documentFrequency(int[] rows) {
    int[] frequency = new int[schema.buckets() + FeatureSchema.counterFeatures()];
    for (int row : rows) {
      for (int column : columns[row]) {
        frequency[column]++;
      }
    }
    return frequency;
  }
}
