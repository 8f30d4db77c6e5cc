package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/** Small outcome tables for tests. */
public final class Tables {
  private Tables() {}

  /** One group per row, one task, candidates named c0, c1, … */
  public static OutcomeTable of(double[][] quality, double[][] costUsd) {
    return of(quality, costUsd, row -> "g" + row, row -> "task", false);
  }

  public static OutcomeTable of(
      double[][] quality,
      double[][] costUsd,
      IntFunction<String> group,
      IntFunction<String> task,
      boolean simulated) {
    int rows = quality[0].length;
    List<Sample> samples =
        IntStream.range(0, rows)
            .mapToObj(row -> sample("s" + row, task.apply(row), group.apply(row)))
            .toList();
    List<Candidate> candidates =
        IntStream.range(0, quality.length)
            .mapToObj(index -> new Candidate("c" + index, "test", "c" + index, Map.of(), simulated))
            .toList();
    return new OutcomeTable(
        "test",
        samples,
        candidates,
        quality,
        costUsd,
        unknown(quality.length, rows),
        unknown(quality.length, rows),
        unknown(quality.length, rows));
  }

  private static Sample sample(String id, String task, String group) {
    return new Sample(
        id,
        Prompt.of("prompt " + id),
        new Target.Labelled(),
        task,
        group,
        PublishedSplit.NONE,
        Map.of());
  }

  /** The same cost for every row of a candidate. */
  public static double[][] flatCosts(int rows, double... costUsd) {
    return Arrays.stream(costUsd).mapToObj(cost -> filled(rows, cost)).toArray(double[][]::new);
  }

  private static double[][] unknown(int candidates, int rows) {
    return IntStream.range(0, candidates)
        .mapToObj(index -> filled(rows, Double.NaN))
        .toArray(double[][]::new);
  }

  private static double[] filled(int rows, double value) {
    double[] column = new double[rows];
    Arrays.fill(column, value);
    return column;
  }

  /** A learned policy with these choices. */
  public static JudgedPolicy learned(int... choice) {
    return new JudgedPolicy("learned", PolicyKind.LEARNED, new Assignment.Fixed(choice), "test");
  }
}
