package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.yardmaster.data.Target;

final class ChrFTest {
  @Test
  void equalTextsAreOneAndForeignOnesZero() {
    assertThat(ChrF.score("the cat sat", "the cat sat")).isEqualTo(1);
    assertThat(ChrF.score("abc", "xyz")).isZero();
    assertThat(ChrF.score("", "xyz")).isZero();
  }

  /** By hand: abcd against abce shares 3 of 4, 2 of 3, 1 of 2 and 0 of 1 grams. */
  @Test
  void countsGramsOfEveryLength() {
    double mean = (3.0 / 4 + 2.0 / 3 + 1.0 / 2) / 4;
    assertThat(ChrF.score("abcd", "ab ce")).isCloseTo(mean, within(1e-12));
  }

  /** By hand: ab against abcd has precision (1 + 1) / 2 and recall (1/2 + 1/3) / 2. */
  @Test
  void recallWeighsTwiceAsMuch() {
    double recall = (0.5 + 1.0 / 3) / 2;
    assertThat(ChrF.score("ab", "abcd")).isCloseTo(5 * recall / (4 + recall), within(1e-12));
  }

  @Test
  void isWhatATargetMayAskFor() {
    Target.Reference target = new Target.Reference("abcd", Target.Closeness.CHRF);
    assertThat(Answers.scored(target, Answers.text("abcd")).grader()).isEqualTo("chrf/1");
  }
}
