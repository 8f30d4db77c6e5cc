package org.yardmaster.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * A mathematical value, as the MATH data set (arXiv 2103.03874) asks for: in a box, an answer field
 * or after "answer is", in LaTeX or plain notation. Spelling does not count ({@code \dfrac12},
 * {@code 0.5}, {@code 50\%}), nor do units, degrees, a leading {@code x =} and the order within a
 * set in braces; order and kind of brackets of a tuple or interval do.
 */
final class MathGrader implements Grader<Target.Maths> {
  private static final List<Extractor> CHAIN =
      List.of(Extractor.FIELD, Extractor.BOXED, Extractor.ANSWER, Extractor.RESULT, Extractor.BOLD);
  private static final Pattern WORDS =
      Pattern.compile("\\\\(?:text|mathrm|mbox|textbf|operatorname)\\s*\\{([^{}]*)\\}");
  private static final Pattern UNIT =
      Pattern.compile(
          "(?<=[\\d)}])\\s*\\\\?(?:text|mathrm|mbox)\\s*\\{[^{}]*\\}(?:\\^\\{?\\d\\}?)?\\s*$");
  private static final Pattern NOISE =
      Pattern.compile(
          "\\\\(?:left|right|big|Big|displaystyle|!|,|;|:| )|\\$|\\\\[()\\[\\]](?!\\w)|[\\s~]");
  private static final Pattern GROUPED =
      Pattern.compile("(?<=\\d),(?:\\\\!)?(?=\\d{3}(?!\\d))|\\{,\\}");
  private static final Pattern NAMED = Pattern.compile("^[A-Za-z](?:\\([a-z]\\))?=(?!=)");

  @Override
  public String name() {
    return "maths/1";
  }

  @Override
  public Grade grade(Target.Maths target, Completion.Completed answer) {
    String text = answer.text();
    if (equal(target.answer(), text)) {
      return Grade.Scored.binary(name(), true, text.strip(), "whole answer");
    }
    for (Extractor extractor : CHAIN) {
      List<String> pieces = extractor.lastFirst(text);
      if (!pieces.isEmpty()) {
        return judged(target, pieces.getFirst(), extractor.label());
      }
    }
    return judged(target, Extractor.LAST_LINE.all(text).getFirst(), "last line");
  }

  private Grade judged(Target.Maths target, String piece, String how) {
    boolean right =
        equal(target.answer(), piece)
            || equal(target.answer(), piece.strip().replaceFirst("[.。]\\s*$", ""))
            || dollars(piece).filter(inner -> equal(target.answer(), inner)).isPresent();
    return Grade.Scored.binary(name(), right, piece.strip(), how);
  }

  /** The first formula between dollar signs. */
  private static Optional<String> dollars(String piece) {
    int start = piece.indexOf('$');
    int end = start < 0 ? -1 : piece.indexOf('$', start + 1);
    return end > start + 1 ? Optional.of(piece.substring(start + 1, end)) : Optional.empty();
  }

  static boolean equal(String wanted, String found) {
    String one = normal(wanted);
    String other = normal(found);
    if (one.equals(other)) {
      return !one.isEmpty();
    }
    if (other.length() > 400) {
      return false;
    }
    boolean set = one.startsWith("\\{") && other.startsWith("\\{");
    List<String> parts = parts(one);
    List<String> made = parts(other);
    if (parts.size() != made.size() || (parts.size() > 1 && !sameBrackets(one, other))) {
      return false;
    }
    if (parts.size() == 1) {
      return MathExpression.equal(one, other).orElse(false);
    }
    return set || !bracketed(one) ? sameSet(parts, made) : sameOrder(parts, made);
  }

  private static boolean sameOrder(List<String> parts, List<String> made) {
    for (int index = 0; index < parts.size(); index++) {
      if (!equal(parts.get(index), made.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameSet(List<String> parts, List<String> made) {
    List<String> left = new ArrayList<>(made);
    return parts.stream()
        .allMatch(
            part ->
                left.stream()
                    .filter(one -> equal(part, one))
                    .findFirst()
                    .filter(left::remove)
                    .isPresent());
  }

  private static boolean bracketed(String text) {
    return text.startsWith("(") || text.startsWith("[") || text.startsWith("\\{");
  }

  private static boolean sameBrackets(String one, String other) {
    return !bracketed(one)
        || (one.charAt(0) == other.charAt(0)
            && one.charAt(one.length() - 1) == other.charAt(other.length() - 1));
  }

  /** What stands between the commas of a list, a set, a tuple or an interval. */
  private static List<String> parts(String text) {
    String inner = text;
    if (text.startsWith("\\{") && text.endsWith("\\}")) {
      inner = text.substring(2, text.length() - 2);
    } else if (bracketed(text)
        && text.indexOf(',') > 0
        && ")]".indexOf(text.charAt(text.length() - 1)) >= 0) {
      inner = text.substring(1, text.length() - 1);
    }
    List<String> parts = new ArrayList<>();
    int open = 0;
    int start = 0;
    for (int index = 0; index < inner.length(); index++) {
      char next = inner.charAt(index);
      open += "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0;
      if (next == ',' && open == 0) {
        parts.add(inner.substring(start, index));
        start = index + 1;
      }
    }
    parts.add(inner.substring(start));
    return parts;
  }

  private static String normal(String text) {
    String plain = GROUPED.matcher(text.strip()).replaceAll("");
    plain = WORDS.matcher(UNIT.matcher(plain).replaceFirst("")).replaceAll("$1");
    plain = plain.replaceAll("\\\\[dt]frac", "\\\\frac").replace('−', '-').replace("\\$", "");
    plain = NOISE.matcher(plain).replaceAll("");
    plain =
        plain
            .replace("\\infinity", "\\infty")
            .replace("\\neq", "\\ne")
            .replace("^{\\circ}", "")
            .replace("^\\circ", "")
            .replace("°", "");
    return NAMED.matcher(plain).replaceFirst("");
  }
}
