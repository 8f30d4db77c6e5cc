package org.yardmaster.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * A word or short text, compared after normalising. The whole answer counts first; else the first
 * extractor that finds anything decides, so that an answer that names several options is judged by
 * the one it settles on.
 */
final class TextGrader implements Grader<Target.Text> {
  private static final List<Extractor> CHAIN =
      List.of(
          Extractor.FIELD,
          Extractor.BOXED,
          Extractor.ANSWER,
          Extractor.RESULT,
          Extractor.BOLD,
          Extractor.FENCED,
          Extractor.STATEMENT,
          Extractor.LAST_LINE);

  /** Where a piece may end before its line does: a sentence, an aside, a reason; not a list. */
  private static final Pattern END =
      Pattern.compile(
          "[.!?。！？](?=\\s|$)|[;；(（]|\\s[-–—]\\s"
              + "|[,，]?\\s(?:because|since|as|not|which|weil|denn|porque|car)\\s");

  @Override
  public String name() {
    return "text/2";
  }

  @Override
  public Grade grade(Target.Text target, Completion.Completed answer) {
    Set<String> accepted =
        target.accepted().stream().map(TextGrader::form).collect(Collectors.toSet());
    if (accepted.contains(form(answer.text()))) {
      return Grade.Scored.binary(name(), true, answer.text().strip(), "whole answer");
    }
    for (Extractor extractor : CHAIN) {
      List<String> pieces = extractor.lastFirst(answer.text());
      if (!pieces.isEmpty()) {
        String piece = pieces.getFirst().strip();
        Optional<String> match =
            readings(piece).stream().filter(part -> accepted.contains(form(part))).findFirst();
        return Grade.Scored.binary(
            name(), match.isPresent(), match.orElse(piece), extractor.label());
      }
    }
    return Grade.Scored.binary(name(), false, "", "empty answer");
  }

  /** The piece itself and its beginnings up to each natural end. */
  private static List<String> readings(String piece) {
    List<String> readings = new ArrayList<>();
    readings.add(piece);
    END.matcher(piece)
        .results()
        .limit(8)
        .forEach(end -> readings.add(piece.substring(0, end.start())));
    return readings;
  }

  /** Normal form; texts of signs alone are compared as they are. */
  private static String form(String text) {
    String normal = NormalText.of(text);
    return normal.isEmpty() ? text.strip() : normal;
  }
}
