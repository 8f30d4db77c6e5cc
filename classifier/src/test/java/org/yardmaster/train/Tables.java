package org.yardmaster.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/** Small outcome tables with a known truth. */
final class Tables {
  static final double CHEAP_USD = 0.0001;
  static final double DEAR_USD = 0.01;

  private Tables() {}

  static Sample sample(int row, String text, String task, String group) {
    return new Sample(
        "s" + row,
        Prompt.of(text),
        new Target.Labelled(),
        task,
        group,
        PublishedSplit.TEST,
        Map.of());
  }

  /** Two candidates, {@code cheap} and {@code dear}, without token counts or latency. */
  static OutcomeTable two(
      int size, IntFunction<Sample> sample, IntToDoubleFunction cheap, IntToDoubleFunction dear) {
    return new OutcomeTable(
        "made-up",
        IntStream.range(0, size).mapToObj(sample).toList(),
        List.of(Candidate.recorded("cheap"), Candidate.recorded("dear")),
        new double[][] {column(size, cheap), column(size, dear)},
        new double[][] {column(size, row -> CHEAP_USD), column(size, row -> DEAR_USD)},
        unknown(size),
        unknown(size),
        unknown(size));
  }

  /**
   * Easy prompts speak of apples and both candidates are right 90 times in 100; hard ones speak of
   * integrals, which the cheap candidate gets right 20 times in 100.
   */
  static OutcomeTable easyAndHard(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sample> samples = new ArrayList<>();
    double[] cheap = new double[size];
    double[] dear = new double[size];
    for (int row = 0; row < size; row++) {
      boolean hard = random.nextBoolean();
      String filler = " number " + random.nextInt(1000);
      samples.add(
          sample(
              row,
              (hard ? "solve this integral" : "count these apples") + filler,
              hard ? "hard" : "easy",
              "g" + row));
      cheap[row] = random.nextDouble() < (hard ? 0.2 : 0.9) ? 1 : 0;
      dear[row] = random.nextDouble() < 0.9 ? 1 : 0;
    }
    return two(size, samples::get, row -> cheap[row], row -> dear[row]);
  }

  private static double[] column(int size, IntToDoubleFunction value) {
    return IntStream.range(0, size).mapToDouble(value).toArray();
  }

  private static double[][] unknown(int size) {
    return new double[][] {column(size, row -> Double.NaN), column(size, row -> Double.NaN)};
  }
}
