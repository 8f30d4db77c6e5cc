package org.yardmaster.grade;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * A number within a tolerance. It is looked for in an answer field, in a box, after "answer is",
 * after words such as result, in bold, and last as the final number of the text. Units and
 * currencies are not compared; where a spelling can be read in two ways (60 % as 60 or 0.6, 1.234
 * with a point or a thousands separator, 2 million as 2 or 2,000,000) either reading counts.
 */
final class NumericGrader implements Grader<Target.Numeric> {
  private static final List<Extractor> CHAIN =
      List.of(Extractor.FIELD, Extractor.BOXED, Extractor.ANSWER, Extractor.RESULT);

  @Override
  public String name() {
    return "numeric/2";
  }

  @Override
  public Grade grade(Target.Numeric target, Completion.Completed answer) {
    String text = answer.text();
    for (Extractor extractor : CHAIN) {
      for (String piece : extractor.lastFirst(text)) {
        Optional<SpokenNumber> number = SpokenNumber.stated(piece);
        if (number.isPresent()) {
          return judged(target, number.get(), extractor.label());
        }
      }
    }
    for (String piece : Extractor.BOLD.lastFirst(text)) {
      Optional<SpokenNumber> number = SpokenNumber.alone(piece);
      if (number.isPresent()) {
        return judged(target, number.get(), Extractor.BOLD.label());
      }
    }
    return SpokenNumber.last(text)
        .map(number -> judged(target, number, "last number"))
        .orElseGet(() -> Grade.Scored.binary(name(), false, "", "no number found"));
  }

  private Grade judged(Target.Numeric target, SpokenNumber number, String how) {
    boolean right = number.readings().stream().anyMatch(reading -> near(target, reading));
    return Grade.Scored.binary(
        name(), right, number.spelling(), "%s, read as %s".formatted(how, number.readings()));
  }

  private static boolean near(Target.Numeric target, BigDecimal number) {
    return number.subtract(target.value()).abs().compareTo(target.tolerance()) <= 0;
  }
}
