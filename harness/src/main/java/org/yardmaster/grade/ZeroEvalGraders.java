package org.yardmaster.grade;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/** Answers judged by ZeroEval's rules (Protocol.ZEROEVAL). */
final class ZeroEvalGraders {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final Pattern QUOTIENT =
      Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*/\\s*(-?\\d+(?:\\.\\d+)?)\\s*");
  private static final String NO_ANSWER = "no answer field found";

  private ZeroEvalGraders() {}

  static final class Number implements Grader<Target.Numeric> {
    @Override
    public String name() {
      return "zeroeval-number/1";
    }

    @Override
    public Grade grade(Target.Numeric target, Completion.Completed answer) {
      return firstNumbers(name(), target.value().toPlainString(), answer);
    }
  }

  static final class Maths implements Grader<Target.Maths> {
    @Override
    public String name() {
      return "zeroeval-maths/1";
    }

    @Override
    public Grade grade(Target.Maths target, Completion.Completed answer) {
      return firstNumbers(name(), target.answer(), answer);
    }
  }

  static final class Literal implements Grader<Target.Text> {
    @Override
    public String name() {
      return "zeroeval-literal/1";
    }

    @Override
    public Grade grade(Target.Text target, Completion.Completed answer) {
      Optional<String> found = ZeroEvalAnswer.of(answer.text());
      boolean right =
          found
              .map(text -> bare(text).replace("\n", "\\n"))
              .filter(text -> target.accepted().stream().anyMatch(one -> bare(one).equals(text)))
              .isPresent();
      return Grade.Scored.binary(
          name(), right, found.orElse(""), found.isPresent() ? "answer field" : NO_ANSWER);
    }

    private static String bare(String text) {
      return text.replaceAll("^['\"]+|['\"]+$", "");
    }
  }

  /** Right when the first numbers of both are equal, whatever stands behind them. */
  private static Grade firstNumbers(String grader, String gold, Completion.Completed answer) {
    Optional<String> found = ZeroEvalAnswer.of(answer.text());
    Optional<Double> made = found.flatMap(ZeroEvalGraders::firstNumber);
    boolean right = made.isPresent() && made.equals(firstNumber(gold));
    return Grade.Scored.binary(
        grader,
        right,
        found.orElse(""),
        found.isEmpty()
            ? NO_ANSWER
            : made.map(number -> "first number " + number).orElse("no number"));
  }

  private static Optional<Double> firstNumber(String text) {
    String plain = text.replace("$", "").strip().replace(",", "");
    Matcher quotient = QUOTIENT.matcher(plain);
    if (quotient.matches() && new BigDecimal(quotient.group(2)).signum() != 0) {
      return Optional.of(
          new BigDecimal(quotient.group(1))
              .divide(new BigDecimal(quotient.group(2)), MathContext.DECIMAL64)
              .doubleValue());
    }
    Matcher number = NUMBER.matcher(plain);
    return number.find() ? Optional.of(Double.valueOf(number.group())) : Optional.empty();
  }
}
