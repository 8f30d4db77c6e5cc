package org.yardmaster.grade;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/** The letter of an option; an answer that names two options at once has chosen none. */
final class ChoiceGrader implements Grader<Target.Choice> {
  private static final List<Extractor> CHAIN =
      List.of(Extractor.BOXED, Extractor.ANSWER, Extractor.RESULT, Extractor.BOLD);
  private static final String WRAPPING = "[\\s\\p{Punct}]*+(?:\\\\?text\\s*\\{\\s*)?";
  private static final String NOT_A_WORD = "(?![\\p{L}\\p{N}'’])";
  private static final Pattern LEADING =
      Pattern.compile(
          "^"
              + WRAPPING
              + "(?:(?i:option|choice|answer|letter)[\\s:]*)?[(\\[\"'*]*([A-Z])"
              + NOT_A_WORD);
  private static final Pattern ALONE =
      Pattern.compile("^" + WRAPPING + "([A-Za-z])[\\s\\p{Punct}]*$");
  private static final Pattern HEDGE =
      Pattern.compile(
          "^[)\\]*.]*\\s*(?:and|or|/|&|,|und|oder|ou|et|o|y)\\s*(?i:option\\s*)?\\(?[A-Z]"
              + NOT_A_WORD);
  private static final Pattern LETTER = Pattern.compile("(?s)^.*([A-Z])[^A-Z]*$");
  private static final Pattern LINE_START = Pattern.compile("(?m)^\\s*([A-Z])[).:](?=\\s|$)");
  private static final Pattern NAMED =
      Pattern.compile(
          "\\(([A-Z])\\)|\\b(?i:option|choice)\\s+\\(?([A-Z])\\b"
              + "|(?m:^\\s*([A-Z])[).:](?=\\s|$))");

  @Override
  public String name() {
    return "choice/1";
  }

  @Override
  public Grade grade(Target.Choice target, Completion.Completed answer) {
    String text = answer.text();
    Optional<String> whole = alone(text);
    if (whole.isPresent()) {
      return judged(target, whole.get(), "whole answer");
    }
    for (Extractor extractor : CHAIN) {
      for (String piece : extractor.lastFirst(text)) {
        Optional<String> found = read(piece);
        if (found.isPresent()) {
          return judged(target, found.get(), extractor.label());
        }
      }
    }
    return headline(text)
        .map(found -> judged(target, found, "start of the answer"))
        .or(() -> lastNamed(text).map(found -> judged(target, found, "last option named")))
        .or(() -> alone(lastLine(text)).map(found -> judged(target, found, "last line")))
        .orElseGet(() -> Grade.Scored.binary(name(), false, "", "no option found"));
  }

  /** The option that the answer begins with, unless further lines go through options too. */
  private static Optional<String> headline(String text) {
    List<String> lines = LINE_START.matcher(text).results().map(line -> line.group(1)).toList();
    boolean first = LINE_START.matcher(text.stripLeading()).lookingAt();
    return first && lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
  }

  private static Optional<String> lastNamed(String text) {
    return NAMED
        .matcher(text)
        .results()
        .map(option -> LETTER.matcher(option.group()).replaceAll("$1"))
        .reduce((first, last) -> last);
  }

  private static String lastLine(String text) {
    return Extractor.LAST_LINE.all(text).getFirst();
  }

  private Grade judged(Target.Choice target, String found, String how) {
    boolean right = found.length() == 1 && found.charAt(0) == target.letter();
    return Grade.Scored.binary(name(), right, found, how);
  }

  /** The only letter of a text, in either case. */
  private static Optional<String> alone(String text) {
    Matcher matcher = ALONE.matcher(text);
    return matcher.find()
        ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The option a piece begins with; several letters when it hedges. */
  private static Optional<String> read(String piece) {
    Optional<String> alone = alone(piece);
    if (alone.isPresent()) {
      return alone;
    }
    Matcher leading = LEADING.matcher(piece);
    if (!leading.find()) {
      return Optional.empty();
    }
    String letter = leading.group(1);
    Matcher hedge = HEDGE.matcher(piece.substring(leading.end()));
    return Optional.of(hedge.find() ? letter + hedge.group().strip() : letter);
  }
}
