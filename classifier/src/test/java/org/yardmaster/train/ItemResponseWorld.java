package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/**
 * A world that is made by the two-parameter logistic model: difficulty lies in the words. Of the
 * last candidate, {@value #KNOWN} outcomes are known; of the others, all.
 *
 * @param texts prompts of four words
 * @param probability of success, {@code [candidates][prompts]}
 * @param outcome drawn from it; NaN where unknown
 */
record ItemResponseWorld(List<String> texts, double[][] probability, double[][] outcome) {
  static final int PROMPTS = 900;
  static final int[] TRAIN = IntStream.range(0, 600).toArray();
  static final int[] TEST = IntStream.range(600, PROMPTS).toArray();
  static final int NEW = 5;
  static final int KNOWN = 40;
  private static final int WORDS = 30;
  private static final double[] ABILITY = {-1.5, -0.5, 0.5, 1.5, 2.5, 1};
  private static final double[] DISCRIMINATION = {1, 1.3, 0.7, 1, 1.2, 1};

  static ItemResponseWorld of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] hardness = random.doubles(WORDS, -1.5, 1.5).toArray();
    int[][] words =
        IntStream.range(0, PROMPTS)
            .mapToObj(row -> random.ints(4, 0, WORDS).toArray())
            .toArray(int[][]::new);
    double[][] probability = new double[ABILITY.length][PROMPTS];
    double[][] outcome = new double[ABILITY.length][PROMPTS];
    for (int row = 0; row < PROMPTS; row++) {
      double difficulty = Arrays.stream(words[row]).mapToDouble(word -> hardness[word]).sum();
      for (int one = 0; one < ABILITY.length; one++) {
        double score = DISCRIMINATION[one] * (ABILITY[one] - difficulty);
        probability[one][row] = 1 / (1 + Math.exp(-score));
        outcome[one][row] = random.nextDouble() < probability[one][row] ? 1 : 0;
      }
    }
    Arrays.fill(outcome[NEW], KNOWN, PROMPTS, Double.NaN);
    return new ItemResponseWorld(
        Arrays.stream(words).map(ItemResponseWorld::text).toList(), probability, outcome);
  }

  private static String text(int[] words) {
    return Arrays.stream(words).mapToObj("word%d"::formatted).collect(Collectors.joining(" "));
  }

  /** Mean square of expected less true probability of one candidate, on prompts never seen. */
  double error(double[] expected, int candidate) {
    return IntStream.range(0, TEST.length)
        .mapToDouble(at -> expected[at] - probability[candidate][TEST[at]])
        .map(difference -> difference * difference)
        .average()
        .orElseThrow();
  }

  /** Outcomes of some candidates; every call costs the same. */
  OutcomeTable table(int... candidates) {
    double[][] unknown = columns(candidates, one -> filled(Double.NaN));
    return new OutcomeTable(
        "item response",
        IntStream.range(0, PROMPTS)
            .mapToObj(row -> Tables.sample(row, texts.get(row), "t", "g" + row))
            .toList(),
        Arrays.stream(candidates).mapToObj(one -> Candidate.recorded("c" + one)).toList(),
        columns(candidates, one -> outcome[one]),
        columns(
            candidates,
            one ->
                Arrays.stream(outcome[one])
                    .map(value -> Double.isNaN(value) ? value : 0.001)
                    .toArray()),
        unknown,
        unknown,
        unknown);
  }

  private static double[] filled(double value) {
    double[] column = new double[PROMPTS];
    Arrays.fill(column, value);
    return column;
  }

  private static double[][] columns(
      int[] candidates, java.util.function.IntFunction<double[]> column) {
    return Arrays.stream(candidates).mapToObj(column).toArray(double[][]::new);
  }
}
