package org.yardmaster.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Numbers that are known on the same rows, which one Tribuo model learns from one data set.
 *
 * @param rows of the table, where they are known
 * @param heads which of all numbers these are
 * @param means of each over the rows; learned is what differs from them
 */
record SharedHeads(int[] rows, List<Integer> heads, double[] means) {

  /**
   * Splits numbers by where they are known; those known nowhere are in no part.
   *
   * @param targets {@code [head][table row]}; NaN where unknown
   */
  static List<SharedHeads> of(int[] rows, double[][] targets) {
    Map<BitSet, List<Integer>> heads = new LinkedHashMap<>();
    for (int head = 0; head < targets.length; head++) {
      heads.computeIfAbsent(known(rows, targets[head]), set -> new ArrayList<>()).add(head);
    }
    return heads.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .map(entry -> of(entry.getKey().stream().toArray(), entry.getValue(), targets))
        .toList();
  }

  private static SharedHeads of(int[] rows, List<Integer> heads, double[][] targets) {
    return new SharedHeads(
        rows,
        heads,
        heads.stream()
            .mapToDouble(head -> Arrays.stream(rows).mapToDouble(row -> targets[head][row]).sum())
            .map(sum -> sum / rows.length)
            .toArray());
  }

  private static BitSet known(int[] rows, double[] target) {
    BitSet known = new BitSet();
    Arrays.stream(rows).filter(row -> !Double.isNaN(target[row])).forEach(known::set);
    return known;
  }

  /** The name of one number in Tribuo; alphabetical order is ours. */
  static String name(int at) {
    return "%06d".formatted(at);
  }

  /** What Tribuo learns from: features, and how far each number lies from its mean. */
  MutableDataset<Regressor> data(LearningBasis basis, double[][] targets, String subject) {
    String[] names =
        IntStream.range(0, means.length).mapToObj(SharedHeads::name).toArray(String[]::new);
    List<Example<Regressor>> examples =
        Arrays.stream(rows)
            .mapToObj(
                row ->
                    basis.example(
                        row,
                        new Regressor(
                            names,
                            IntStream.range(0, means.length)
                                .mapToDouble(at -> targets[heads.get(at)][row] - means[at])
                                .toArray())))
            .toList();
    RegressionFactory factory = new RegressionFactory();
    return new MutableDataset<>(
        new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance(subject, factory)));
  }
}
