package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.feature.FeatureSchema;

class TaskHintsTest {
  private static final int PROMPTS = 600;
  private static final int[] ROWS = IntStream.range(0, PROMPTS).toArray();
  private static final SplittableRandom RANDOM = new SplittableRandom(5);

  /** Two thirds are sums, told by three of twenty words; the rest, proofs, by three of others. */
  private static final boolean[] PROOF = new boolean[PROMPTS];

  private static final LearningBasis BASIS;

  static {
    IntStream.range(0, PROMPTS).forEach(row -> PROOF[row] = row % 3 == 0);
    List<String> texts =
        Arrays.stream(ROWS)
            .mapToObj(
                row -> words(3, (PROOF[row] ? "proof" : "sum"), 20) + " " + words(6, "noise", 300))
            .toList();
    BASIS = LearningBasis.of(SparseRows.of(new FeatureSchema(14), texts), ROWS, 0.15);
  }

  private static String words(int count, String stem, int different) {
    return IntStream.range(0, count)
        .mapToObj(word -> stem + RANDOM.nextInt(different))
        .collect(Collectors.joining(" "));
  }

  private static double[] column(boolean[] member) {
    return Arrays.stream(ROWS).mapToDouble(row -> member[row] ? 1 : 0).toArray();
  }

  private static TaskHints hints(boolean[] member) {
    double[] in = column(member);
    double[] out = Arrays.stream(in).map(value -> 1 - value).toArray();
    return TaskHints.of(BASIS, ROWS, new double[][] {in, out}, row -> row / 3 % TaskHints.PARTS);
  }

  private static double[] scores(LinearFit fit) {
    return Arrays.stream(ROWS)
        .mapToDouble(
            row -> {
              LearningBasis.Values values = BASIS.values(row);
              return fit.bias()
                  + IntStream.range(0, values.columns().length)
                      .mapToDouble(at -> fit.weight(values.columns()[at]) * values.values()[at])
                      .sum();
            })
        .toArray();
  }

  private static double gap(double[] score, boolean[] member) {
    return mean(score, member, true) - mean(score, member, false);
  }

  private static double mean(double[] score, boolean[] member, boolean wanted) {
    return Arrays.stream(ROWS)
        .filter(row -> member[row] == wanted)
        .mapToDouble(row -> score[row])
        .average()
        .orElseThrow();
  }

  private static double expectedOfProofs(LinearFit fit) {
    double[] probability =
        Arrays.stream(scores(fit)).map(score -> 1 / (1 + Math.exp(-score))).toArray();
    return mean(probability, PROOF, true);
  }

  /** One candidate is good at sums and bad at proofs; the other, as bad, was asked proofs only. */
  @Test
  void whatACandidateDidElsewhereDoesNotFlatterItHere() {
    double[] both = new double[PROMPTS];
    double[] proofs = new double[PROMPTS];
    for (int row : ROWS) {
      both[row] = RANDOM.nextDouble() < (PROOF[row] ? 0.3 : 0.95) ? 1 : 0;
      proofs[row] = PROOF[row] ? both[row] : Double.NaN;
    }
    double[][] targets = {both, proofs};
    List<LinearFit> plain = new LogisticLearner(0.1).fit(BASIS, ROWS, targets);
    List<LinearFit> hinted = new LogisticLearner(0.1).fit(BASIS, ROWS, targets, hints(PROOF));
    double flattered = expectedOfProofs(plain.get(0)) - expectedOfProofs(plain.get(1));
    double left = expectedOfProofs(hinted.get(0)) - expectedOfProofs(hinted.get(1));
    assertThat(flattered).isGreaterThan(0.1);
    assertThat(Math.abs(left)).isLessThan(flattered / 2);
  }

  @Test
  void tasksThatNoTextTellsGiveNoHints() {
    boolean[] drawn = new boolean[PROMPTS];
    IntStream.range(0, PROMPTS).forEach(row -> drawn[row] = RANDOM.nextBoolean());
    assertThat(hints(drawn)).isSameAs(TaskHints.NONE);
  }

  /** Weights know a row that they have seen better than one that they have not. */
  @Test
  void successIsLearnedFromScoresThatHaveNotSeenTheRow() {
    TaskHints hints = hints(PROOF);
    double unseen = gap(hints.unseen()[0], PROOF);
    assertThat(unseen).isGreaterThan(0.3);
    assertThat(gap(scores(hints.fits().getFirst()), PROOF)).isGreaterThan(unseen + 0.05);
  }

  @Test
  void withoutTasksNothingChanges() {
    double[][] targets = {column(PROOF)};
    TaskHints none = TaskHints.of(BASIS, ROWS, new double[0][], row -> 0);
    assertThat(new LogisticLearner(1).fit(BASIS, ROWS, targets, none).getFirst().weights())
        .isEqualTo(new LogisticLearner(1).fit(BASIS, ROWS, targets).getFirst().weights());
  }
}
