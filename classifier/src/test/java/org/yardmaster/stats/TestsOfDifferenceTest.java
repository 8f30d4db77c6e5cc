package org.yardmaster.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TestsOfDifferenceTest {

  @Test
  void givesTheExactBinomialForMcNemar() {
    // Two-sided: 2 * (1 + 10 + 45) / 1024.
    assertThat(PairedTest.mcNemar(2, 8)).isCloseTo(112 / 1024.0, within(1e-12));
    assertThat(PairedTest.mcNemar(8, 2)).isEqualTo(PairedTest.mcNemar(2, 8));
    assertThat(PairedTest.mcNemar(5, 5)).isEqualTo(1);
    assertThat(PairedTest.mcNemar(0, 0)).isEqualTo(1);
  }

  @Test
  void flipsSignsLikeMcNemarOnRightAndWrong() {
    double[] differences = new double[100];
    Arrays.fill(differences, 0, 8, 1);
    Arrays.fill(differences, 8, 10, -1);
    assertThat(PairedTest.signFlip(differences, 20_000, 1))
        .isCloseTo(PairedTest.mcNemar(2, 8), within(0.01));
    assertThat(PairedTest.signFlip(new double[5], 100, 1)).isEqualTo(1);
  }

  @Test
  void rejectsATrueHypothesisAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(3);
    int rejected = 0;
    for (int repetition = 0; repetition < 400; repetition++) {
      double[] differences = random.doubles(40).map(value -> value - 0.5).toArray();
      rejected += PairedTest.signFlip(differences, 499, repetition) <= 0.05 ? 1 : 0;
    }
    // Binomial with mean 20 and standard deviation 4.4.
    assertThat(rejected).isBetween(7, 34);
  }

  @Test
  void adjustsStepByStep() {
    double[] adjusted = Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005});
    // 4 * .005, 3 * .01, 2 * .03, then .04 raised to what came before.
    assertThat(adjusted).containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }

  @Test
  void ranksEqualsTogether() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] sums = new double[400][4];
    for (double[] group : sums) {
      double difficulty = random.nextDouble();
      group[0] = difficulty < 0.5 ? 1 : 0;
      group[1] = difficulty < 0.8 ? 1 : 0;
      group[2] = difficulty < 0.805 ? 1 : 0;
      group[3] = difficulty < 0.2 ? 1 : 0;
    }
    assertThat(TieGroups.ranks(new Resample(sums, 2_000, 1, 0.95), 4)).containsExactly(3, 1, 1, 4);
  }
}
