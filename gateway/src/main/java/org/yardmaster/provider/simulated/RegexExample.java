package org.yardmaster.provider.simulated;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A short text that matches a regular expression, written by walking the expression. Understands
 * literals, classes, groups, alternatives, quantifiers, anchors and look-ahead; whatever it writes
 * is tried against the expression before it is given out.
 */
final class RegexExample {
  /** Ways to write: least repetitions; at least one, spaces for dots; at least one, letters. */
  static final int VARIANTS = 3;

  private static final int MOST_CHARACTERS = 4_000;

  private final String regex;
  private final int variant;
  private int position;

  private RegexExample(String regex, int variant) {
    this.regex = regex;
    this.variant = variant;
  }

  /** An example, or nothing where the expression is beyond this walk. */
  static Optional<String> of(String regex, int variant) {
    try {
      String text = new RegexExample(regex, variant).alternatives();
      return Optional.of(text).filter(example -> Pattern.compile(regex).matcher(example).find());
    } catch (IndexOutOfBoundsException | NumberFormatException beyond) {
      return Optional.empty();
    }
  }

  /** The first alternative; the others are skipped. */
  private String alternatives() {
    String first = sequence();
    while (more() && peek() == '|') {
      position++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (more() && peek() != '|' && peek() != ')') {
      String atom = atom();
      text.append(repeated(atom));
      if (text.length() > MOST_CHARACTERS) {
        throw new IndexOutOfBoundsException("example too long");
      }
    }
    return text.toString();
  }

  private String atom() {
    char next = regex.charAt(position++);
    return switch (next) {
      case '(' -> group();
      case '[' -> characterClass();
      case '.' -> variant == 2 ? "x" : " ";
      case '\\' -> escape(false);
      case '^', '$' -> "";
      default -> String.valueOf(next);
    };
  }

  private String group() {
    boolean negative = false;
    if (regex.startsWith("?", position)) {
      negative = regex.startsWith("?!", position) || regex.startsWith("?<!", position);
      position++;
      skipGroupHead();
    }
    String inner = alternatives();
    position++;
    return negative ? "" : inner;
  }

  /** Moves past {@code :}, {@code =}, {@code !}, {@code <name>} or flags such as {@code i:}. */
  private void skipGroupHead() {
    if (peek() == '<' && regex.charAt(position + 1) != '=' && regex.charAt(position + 1) != '!') {
      position = regex.indexOf('>', position) + 1;
      return;
    }
    while (peek() != ')') {
      char head = regex.charAt(position++);
      if (head == ':' || head == '=' || head == '!' || head == '>') {
        return;
      }
    }
  }

  private String repeated(String atom) {
    if (!more()) {
      return atom;
    }
    int least;
    switch (peek()) {
      case '?', '*' -> least = 0;
      case '+' -> least = 1;
      case '{' -> {
        int end = regex.indexOf('}', position);
        least = Integer.parseInt(regex.substring(position + 1, end).split(",")[0].strip());
        position = end;
      }
      default -> {
        return atom;
      }
    }
    position++;
    if (more() && (peek() == '?' || peek() == '+')) {
      position++;
    }
    return atom.repeat(variant == 0 ? least : Math.max(1, least));
  }

  private String characterClass() {
    boolean negated = peek() == '^';
    if (negated) {
      position++;
    }
    int start = position;
    String first = "";
    while (peek() != ']' || position == start) {
      char next = regex.charAt(position++);
      String member = next == '\\' ? escape(true) : String.valueOf(next);
      first = first.isEmpty() ? member : first;
    }
    position++;
    return negated ? outside(regex.substring(start, position - 1)) : first;
  }

  private String outside(String members) {
    Pattern excluded = Pattern.compile("[" + members + "]");
    for (String option :
        variant == 2 ? new String[] {"x", " ", "1"} : new String[] {" ", "x", "1"}) {
      if (!excluded.matcher(option).matches()) {
        return option;
      }
    }
    return "#";
  }

  private String escape(boolean inClass) {
    char kind = regex.charAt(position++);
    return switch (kind) {
      case 'd' -> "7";
      case 'w' -> "x";
      case 's', 'h' -> " ";
      case 'S', 'D' -> "x";
      case 'W' -> " ";
      case 'n', 'R' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> inClass ? "\b" : "";
      case 'B', 'A', 'z', 'Z', 'G' -> "";
      case 'p' -> property();
      case 'Q' -> quoted();
      default -> String.valueOf(kind);
    };
  }

  private String property() {
    int end = regex.indexOf('}', position);
    String name = regex.substring(position, end + 1);
    position = end + 1;
    for (String option : new String[] {"x", "X", "7", ".", " ", "中"}) {
      if (option.matches("\\p" + name)) {
        return option;
      }
    }
    throw new IndexOutOfBoundsException("no example of " + name);
  }

  private String quoted() {
    int end = regex.indexOf("\\E", position);
    String text = regex.substring(position, end < 0 ? regex.length() : end);
    position = end < 0 ? regex.length() : end + 2;
    return text;
  }

  private boolean more() {
    return position < regex.length();
  }

  private char peek() {
    return regex.charAt(position);
  }
}
