package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class RougeLTest {
  @Test
  void equalsHandWorkedValues() {
    // Longest common subsequence "police the gunman": 3 of 4 and 3 of 4.
    assertThat(RougeL.f1("police kill the gunman", "police killed the gunman"))
        .isCloseTo(0.75, offset(1e-12));
    // "the gunman" in 4 and 4 tokens.
    assertThat(RougeL.f1("the gunman kill police", "police killed the gunman"))
        .isCloseTo(0.5, offset(1e-12));
    // 2 common, 2 made, 6 wanted: P 1, R 1/3.
    assertThat(RougeL.f1("a b", "a x b y z w")).isCloseTo(0.5, offset(1e-12));
  }

  @Test
  void chineseCountsByCharacter() {
    assertThat(RougeL.f1("今天天气好", "今天天气很好")).isCloseTo(10.0 / 11, offset(1e-12));
  }

  @Test
  void emptyTextsScoreZero() {
    assertThat(RougeL.f1("", "x")).isZero();
    assertThat(RougeL.f1("!", "?")).isZero();
  }

  @Property(seed = "20260101", tries = 200)
  void isSymmetricAndBounded(@ForAll String one, @ForAll String other) {
    double score = RougeL.f1(one, other);
    assertThat(score).isBetween(0.0, 1.0).isEqualTo(RougeL.f1(other, one));
  }
}
