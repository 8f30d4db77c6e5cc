package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.data.Target;

final class TextGraderTest {
  private static final Target LABEL = new Target.Text(List.of("book_flight", "flight booking"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "book_flight",
        "Book-Flight.",
        "  BOOK FLIGHT!  ",
        "\"book_flight\"",
        "`book_flight`",
        "```\nbook_flight\n```",
        "The intent is book_flight.",
        "The intent is **book_flight**, because a trip is meant.",
        "Intent: book_flight (the user names two cities)",
        "The answer is flight booking since a trip is meant.",
        "**Answer:** book_flight\n\nLet me know if you need more.",
        "Sure!\n\n**book_flight**\n\nI hope this is of use!",
        "It could be cancel_flight or book_flight. The answer is book_flight.",
        "#### book_flight",
        "\\boxed{book_flight}",
        "Answer:\nbook_flight"
      })
  void findsTheLabelMeant(String answer) {
    assertThat(Answers.value(LABEL, answer)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cancel_flight",
        "It is not book_flight.",
        "The answer is cancel_flight, not book_flight.",
        "The answer is book_flight. On reflection the answer is cancel_flight.",
        "book_flight, cancel_flight, change_seat"
      })
  void anotherLabelIsWrong(String answer) {
    assertThat(Answers.value(LABEL, answer)).isZero();
  }

  @Test
  void statementsAreRead() {
    Target paris = new Target.Text(List.of("Paris"));
    assertThat(Answers.value(paris, "The capital of France is Paris.")).isEqualTo(1);
    assertThat(Answers.value(paris, "The capital of France is Lyon.")).isZero();
  }

  @Test
  void signsThatCarryMeaningAreKept() {
    Target plus = new Target.Text(List.of("C++"));
    assertThat(Answers.value(plus, "c++")).isEqualTo(1);
    assertThat(Answers.value(plus, "C")).isZero();
    assertThat(Answers.value(plus, "C#")).isZero();
    Target number = new Target.Text(List.of("3.14"));
    assertThat(Answers.value(number, "314")).isZero();
    Target negative = new Target.Text(List.of("-5"));
    assertThat(Answers.value(negative, "5")).isZero();
    assertThat(Answers.value(new Target.Text(List.of("12000")), "12,000")).isEqualTo(1);
    assertThat(Answers.value(new Target.Text(List.of("...")), "!!!")).isZero();
  }

  @Test
  void wholeSentencesAreComparedWithoutPunctuation() {
    Target german = new Target.Text(List.of("Guten Morgen! Wie geht's?"));
    assertThat(Answers.value(german, "Translation: Guten Morgen, wie gehts?")).isEqualTo(1);
    assertThat(Answers.value(german, "Guten Abend! Wie geht's?")).isZero();
    Target chinese = new Target.Text(List.of("你好，世界"));
    assertThat(Answers.value(chinese, "翻译：你好，世界。")).isEqualTo(1);
  }
}
