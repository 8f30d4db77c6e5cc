package org.yardmaster.grade;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The value of an expression in LaTeX or plain notation: numbers, {@code + - * / ^}, fractions,
 * roots, π, degrees, percent and one-letter variables, with multiplication understood between
 * neighbours. Variables take fixed irregular values, so that two expressions with the same value
 * are, but for chance, the same function.
 */
final class MathExpression {
  private static final int DEEPEST = 60;

  /** Not an expression that can be read. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super("unreadable", null, false, false);
    }
  }

  private final String text;
  private final double shift;
  private int position;
  private int depth;

  private MathExpression(String text, double shift) {
    this.text = text;
    this.shift = shift;
  }

  /** Empty where the text is no such expression or has no finite value. */
  static OptionalDouble value(String text, double shift) {
    try {
      MathExpression reader = new MathExpression(text, shift);
      double value = reader.sum();
      boolean whole = reader.position == text.length() && Double.isFinite(value);
      return whole ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (Unreadable other) {
      return OptionalDouble.empty();
    }
  }

  /** Whether two expressions have one value, at two irregular values of their variables. */
  static Optional<Boolean> equal(String one, String other) {
    for (double shift : new double[] {0, 0.217}) {
      OptionalDouble left = value(one, shift);
      OptionalDouble right = value(other, shift);
      if (left.isEmpty() || right.isEmpty()) {
        return Optional.empty();
      }
      double apart = Math.abs(left.getAsDouble() - right.getAsDouble());
      if (apart > 1e-9 * Math.max(1, Math.abs(left.getAsDouble()))) {
        return Optional.of(false);
      }
    }
    return Optional.of(true);
  }

  private double sum() {
    if (++depth > DEEPEST) {
      throw new Unreadable();
    }
    double sum = product();
    while (true) {
      if (take("+")) {
        sum += product();
      } else if (take("-")) {
        sum -= product();
      } else {
        depth--;
        return sum;
      }
    }
  }

  private double product() {
    double product = power();
    while (true) {
      if (take("\\cdot") || take("\\times") || take("*")) {
        product *= power();
      } else if (take("\\div") || take("/")) {
        product /= power();
      } else if (atFactor()) {
        product *= power();
      } else {
        return product;
      }
    }
  }

  private double power() {
    if (take("-")) {
      return -power();
    }
    if (take("+")) {
      return power();
    }
    double base = factor();
    while (true) {
      if (take("^\\circ") || take("^{\\circ}")) {
        continue;
      }
      if (take("\\%") || take("%")) {
        base /= 100;
      } else if (take("!")) {
        base = factorial(base);
      } else if (take("^")) {
        return Math.pow(base, argument());
      } else {
        return base;
      }
    }
  }

  private double factorial(double base) {
    if (base < 0 || base > 170 || base != Math.rint(base)) {
      throw new Unreadable();
    }
    double product = 1;
    for (int factor = 2; factor <= base; factor++) {
      product *= factor;
    }
    return product;
  }

  private boolean atFactor() {
    if (position >= text.length()) {
      return false;
    }
    char next = text.charAt(position);
    return Character.isLetterOrDigit(next)
        || next == '('
        || next == '{'
        || next == '.'
        || text.startsWith("\\frac", position)
        || text.startsWith("\\sqrt", position)
        || text.startsWith("\\pi", position);
  }

  private double factor() {
    if (take("\\frac")) {
      return argument() / argument();
    }
    if (take("\\sqrt")) {
      double root = take("[") ? closed("]") : 2;
      return Math.pow(argument(), 1 / root);
    }
    if (take("\\pi") || take("π")) {
      return Math.PI;
    }
    if (take("(")) {
      return closed(")");
    }
    if (take("{")) {
      return closed("}");
    }
    return atom(false);
  }

  /** What a command applies to: a group, a command, or the one character that follows. */
  private double argument() {
    if (take("{")) {
      return closed("}");
    }
    if (position < text.length()
        && (text.charAt(position) == '\\' || text.charAt(position) == '(')) {
      return factor();
    }
    return take("-") ? -atom(true) : atom(true);
  }

  private double closed(String end) {
    double value = sum();
    if (!take(end)) {
      throw new Unreadable();
    }
    return value;
  }

  private double atom(boolean single) {
    if (position >= text.length()) {
      throw new Unreadable();
    }
    char first = text.charAt(position);
    if (first < 128 && Character.isLetter(first)) {
      position++;
      return 0.6180339 + (first % 31) * 0.1371 + shift * (1 + first % 7);
    }
    int end = position;
    while (end < text.length() && isNumeral(text.charAt(end)) && !(single && end > position)) {
      end++;
    }
    String numeral = text.substring(position, end);
    if (!numeral.matches("\\d+\\.?\\d*|\\.\\d+")) {
      throw new Unreadable();
    }
    position = end;
    return Double.parseDouble(numeral);
  }

  private static boolean isNumeral(char sign) {
    return (sign >= '0' && sign <= '9') || sign == '.';
  }

  private boolean take(String wanted) {
    if (!text.startsWith(wanted, position)) {
      return false;
    }
    position += wanted.length();
    return true;
  }
}
