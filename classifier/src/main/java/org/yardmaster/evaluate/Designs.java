package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.yardmaster.data.Splitter;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.provenance.Digest;

/**
 * Ways to judge on prompts that were not learned from. Whoever learns does so inside {@link
 * Fold#train}: settings, calibration and thresholds included.
 */
public final class Designs {
  private Designs() {}

  /**
   * One part of a design.
   *
   * @param name what was held out
   * @param train row indices that may be looked at
   * @param test row indices that are judged
   */
  public record Fold(String name, int[] train, int[] test) {}

  /** Every prompt is judged once; groups stay together. Empty folds are left out. */
  public static List<Fold> folds(OutcomeTable table, int count) {
    return folds(table, count, Splitter.STANDARD);
  }

  /**
   * The same by other hashes: folds inside the {@link Fold#train} of a fold would be of very
   * different sizes by the same ones.
   */
  public static List<Fold> folds(OutcomeTable table, int count, Splitter splitter) {
    return IntStream.range(0, count)
        .mapToObj(
            fold ->
                hold(table, "fold " + fold, row -> splitter.fold(group(table, row), count) == fold))
        .filter(fold -> fold.test().length > 0)
        .toList();
  }

  /**
   * Each task is judged by what was learned from the others; groups that also occur in the held
   * task are not learned from.
   */
  public static List<Fold> leaveOneTaskOut(OutcomeTable table) {
    TreeSet<String> tasks = new TreeSet<>();
    table.samples().forEach(sample -> tasks.add(sample.task()));
    List<Fold> folds = new ArrayList<>();
    for (String task : tasks) {
      folds.add(hold(table, task, row -> table.samples().get(row).task().equals(task)));
    }
    return folds;
  }

  /**
   * The first rows teach, the rest is judged. Rows must be in the order of time; groups of the
   * judged part are not learned from.
   *
   * @param trainShare share of rows to learn from, in (0, 1)
   */
  public static Fold timeSplit(OutcomeTable table, double trainShare) {
    if (!(trainShare > 0 && trainShare < 1)) {
      throw new IllegalArgumentException(
          "Train share (%s) must be in (0, 1).".formatted(trainShare));
    }
    int first = (int) Math.ceil(table.sampleCount() * trainShare);
    return hold(table, "after row %d".formatted(first), row -> row >= first);
  }

  /**
   * So many prompts teach, all others are judged but for those of the same groups: what few labels
   * are worth.
   *
   * @param seed which prompts; each seed is another draw by hash
   * @throws IllegalArgumentException when nothing would be left to judge
   */
  public static Fold fewLabels(OutcomeTable table, int labels, long seed) {
    int[] train = byHash(table, "labels\u0000" + seed + "\u0000").limit(labels).sorted().toArray();
    TreeSet<String> groups = new TreeSet<>();
    Arrays.stream(train).forEach(row -> groups.add(group(table, row)));
    int[] test =
        IntStream.range(0, table.sampleCount())
            .filter(row -> !groups.contains(group(table, row)))
            .toArray();
    if (test.length == 0) {
      throw new IllegalArgumentException(
          "Learning from %,d of %,d prompts of %s leaves none to judge."
              .formatted(labels, table.sampleCount(), table.datasetId()));
    }
    return new Fold("%,d labels, seed %d".formatted(labels, seed), train, test);
  }

  private static IntStream byHash(OutcomeTable table, String salt) {
    return IntStream.range(0, table.sampleCount())
        .boxed()
        .sorted(Comparator.comparing(row -> Digest.sha256Hex(salt + table.samples().get(row).id())))
        .mapToInt(Integer::intValue);
  }

  /** Rows held out by a condition; their groups are not learned from. */
  static Fold hold(OutcomeTable table, String name, IntPredicate held) {
    int[] test = IntStream.range(0, table.sampleCount()).filter(held).toArray();
    TreeSet<String> groups = new TreeSet<>();
    Arrays.stream(test).forEach(row -> groups.add(group(table, row)));
    int[] train =
        IntStream.range(0, table.sampleCount())
            .filter(row -> !groups.contains(group(table, row)))
            .toArray();
    return new Fold(name, train, test);
  }

  private static String group(OutcomeTable table, int row) {
    return table.samples().get(row).groupId();
  }

  /**
   * The table as it looked when a candidate had just arrived: its outcomes are missing but for the
   * given number of prompts. Training on this and judging on the full table shows the regret until
   * enough outcomes exist.
   *
   * @param known prompts of which the new candidate's outcome is known, chosen by hash
   */
  public static OutcomeTable arrival(OutcomeTable table, int candidate, int known) {
    boolean[] kept = new boolean[table.sampleCount()];
    byHash(table, "arrival\u0000").limit(known).forEach(row -> kept[row] = true);
    return new OutcomeTable(
        table.datasetId(),
        table.samples(),
        table.candidates(),
        masked(table, candidate, kept, Column.QUALITY),
        masked(table, candidate, kept, Column.COST),
        masked(table, candidate, kept, Column.LATENCY),
        masked(table, candidate, kept, Column.INPUT),
        masked(table, candidate, kept, Column.OUTPUT));
  }

  private enum Column {
    QUALITY,
    COST,
    LATENCY,
    INPUT,
    OUTPUT;

    double[] of(OutcomeTable table, int candidate) {
      return switch (this) {
        case QUALITY -> table.quality(candidate);
        case COST -> table.costUsd(candidate);
        case LATENCY -> table.latencySeconds(candidate);
        case INPUT -> table.inputTokens(candidate);
        case OUTPUT -> table.outputTokens(candidate);
      };
    }
  }

  private static double[][] masked(
      OutcomeTable table, int candidate, boolean[] kept, Column column) {
    double[][] columns = new double[table.candidateCount()][];
    for (int index = 0; index < columns.length; index++) {
      double[] values = column.of(table, index);
      columns[index] =
          index == candidate
              ? IntStream.range(0, kept.length)
                  .mapToDouble(row -> kept[row] ? values[row] : Double.NaN)
                  .toArray()
              : values;
    }
    return columns;
  }
}
