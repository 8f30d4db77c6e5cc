package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.data.Target;

final class NumericGraderTest {
  private static Target.Numeric number(String value, String tolerance) {
    return new Target.Numeric(new BigDecimal(value), new BigDecimal(tolerance));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "42 | 42",
        "42 | 42.",
        "42 | The answer is 42.",
        "42 | **Answer:** 42",
        "42 | Answer: 42 apples for 3 children.",
        "42 | So 6 * 7 = 42",
        "42 | The answer is 6 * 7 = 42.",
        "42 | The answer is 42 = 6 * 7.",
        "42 | We add 40 and 2.\\n\\n#### 42",
        "42 | \\boxed{42}",
        "42 | First \\boxed{41}, no: \\boxed{42}",
        "42 | Die Antwort lautet 42.",
        "42 | 答案是42。",
        "42 | Step 1 gives 40.\\nStep 2 gives 2.\\n**42 apples**",
        "42 | **Step 1:** add 40 and 2\\nThat makes 42",
        "42 | **1. Add**\\nthat makes 42",
        "-5 | It fell by -5",
        "-5 | −5",
        "-5 | -$5",
        "-5 | $-5.00",
        "2 | 5-3 leaves 2",
        "1234567.89 | $1,234,567.89",
        "1234567.89 | 1.234.567,89 €",
        "1234567.89 | 1 234 567,89 €",
        "1234567 | 1'234'567",
        "1234 | 1.234",
        "1.234 | 1.234",
        "3.14 | 3,14",
        "100000 | 1,00,000 rupees",
        "60 | 60%",
        "0.6 | 60 %",
        "12.5 | 12,5 Prozent",
        "2000000 | 2 million",
        "2 | 2 million",
        "1500000000 | $1.5B",
        "0.75 | 3/4",
        "0.75 | \\frac{3}{4}",
        "0.75 | \\boxed{\\dfrac{3}{4}}",
        "120000 | 1.2e5",
        "120000 | 1.2 \\times 10^5",
        "0.5 | .5",
        "10000 | \\boxed{10{,}000}",
        "5 | 5 km",
        "12 | 12ETH",
        "31 | The answer is the 31st of the 12 days",
        "7 | The total is: 7"
      })
  void readsNumbersAsPeopleWriteThem(String value, String answer) {
    assertThat(Answers.value(number(value, "0"), answer.replace("\\n", "\n"))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "42 | 43",
        "42 | 4.2",
        "42 | -42",
        "42 | The answer is 41. It is not 42.",
        "42 | I do not know.",
        "42 | ``",
        "42 | 42 comes first, then 7",
        "42 | 0x42",
        "42 | item42",
        "1234.5 | 12345",
        "3 | 3/4",
        "42 | \\boxed{41} and 42",
        "42 | 1e999999999",
        "42 | NaN"
      })
  void doesNotTakeOtherNumbersForTheTarget(String value, String answer) {
    assertThat(Answers.value(number(value, "0"), answer)).isZero();
  }

  @Test
  void theToleranceIsInclusive() {
    assertThat(Answers.value(number("10", "0.5"), "10.5")).isEqualTo(1);
    assertThat(Answers.value(number("10", "0.5"), "10.51")).isZero();
  }

  @Test
  void hugeNumbersAndLongTextsAreCheap() {
    String digits = "9".repeat(200_000);
    String powers = "1e300 ".repeat(20_000);
    String boxes = "\\boxed{".repeat(5_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          assertThat(Answers.value(number("42", "0"), digits)).isZero();
          assertThat(Answers.value(number("42", "0"), powers)).isZero();
          assertThat(Answers.value(number("42", "0"), boxes)).isZero();
        });
  }

  @Test
  void saysWhatItReadAndWhere() {
    assertThat(Answers.scored(number("42", "0"), Answers.text("The answer is 42 %.")))
        .satisfies(
            scored -> {
              assertThat(scored.grader()).isEqualTo("numeric/2");
              assertThat(scored.extracted()).isEqualTo("42 %");
              assertThat(scored.explanation()).isEqualTo("answer, read as [42, 0.42]");
            });
  }
}
