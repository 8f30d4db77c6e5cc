package org.yardmaster.provider.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.yardmaster.data.Check;

/**
 * Open answers built from their checks: what must be there goes in first, then filler up to the
 * length asked for. Several layouts are tried until one meets all checks; where none does (a
 * regular expression too clever to be written from), the last one is given and the grader decides.
 */
final class CheckAnswers {
  private static final List<String> WORDS =
      List.of(
          "quiet", "morning", "light", "over", "the", "yard", "and", "slow", "wagons", "roll",
          "past", "old", "brick", "sheds", "while", "rain", "falls", "softly", "then", "stops");
  private static final int MANY = 40;

  private enum Layout {
    LINES_THEN_FILLER,
    FILLER_THEN_LINES,
    ONE_LINE_THEN_FILLER,
    FILLER_THEN_ONE_LINE
  }

  private CheckAnswers() {}

  /** A text that meets all checks. */
  static String right(List<Check> checks, AnswerStyle style, RandomGenerator random) {
    String bare = solve(checks, random).orElseGet(() -> String.join("\n", pieces(checks, 0)));
    String dressed = Phrasing.block(bare, style);
    return allHold(checks, dressed) ? dressed : bare;
  }

  /** A text that violates at least one check and meets the others where that can be done. */
  static String wrong(List<Check> checks, AnswerStyle style, RandomGenerator random) {
    for (Check violated : Phrasing.shuffled(checks, random)) {
      List<Check> others = new ArrayList<>(checks);
      others.remove(violated);
      opposite(violated).ifPresent(others::add);
      Optional<String> text = solve(others, random).filter(found -> !allHold(checks, found));
      if (text.isPresent()) {
        return text.get();
      }
    }
    String idle = Phrasing.pick(Phrasing.SENTENCES, random);
    return allHold(checks, idle) ? "" : idle;
  }

  private static Optional<Check> opposite(Check check) {
    return switch (check) {
      case Check.Contains(String text) -> Optional.of(new Check.Excludes(text));
      case Check.Excludes(String text) -> Optional.of(new Check.Contains(text));
      case Check.Matches ignored -> Optional.empty();
      case Check.Words(int least, int most) ->
          Optional.of(
              least > 0 ? new Check.Words(0, least - 1) : new Check.Words(most + 1, most + MANY));
      case Check.Lines(int least, int most) ->
          Optional.of(
              least > 1 ? new Check.Lines(0, least - 1) : new Check.Lines(most + 1, most + MANY));
    };
  }

  private static boolean allHold(List<Check> checks, String text) {
    return checks.stream().allMatch(check -> check.holds(text));
  }

  private static Optional<String> solve(List<Check> checks, RandomGenerator random) {
    for (int variant = 0; variant < RegexExample.VARIANTS; variant++) {
      List<String> pieces = pieces(checks, variant);
      for (Layout layout : Layout.values()) {
        String text = lay(pieces, layout, checks, random);
        if (allHold(checks, text)) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /** Texts that must be there, examples of regular expressions first. */
  private static List<String> pieces(List<Check> checks, int variant) {
    List<String> pieces = new ArrayList<>();
    for (Check check : checks) {
      if (check instanceof Check.Matches(String regex)) {
        RegexExample.of(regex, variant).ifPresent(pieces::add);
      }
    }
    for (Check check : checks) {
      if (check instanceof Check.Contains contains && !contains.holds(String.join("\n", pieces))) {
        pieces.add(contains.text());
      }
    }
    return pieces;
  }

  private static String lay(
      List<String> pieces, Layout layout, List<Check> checks, RandomGenerator random) {
    boolean oneLine =
        layout == Layout.ONE_LINE_THEN_FILLER || layout == Layout.FILLER_THEN_ONE_LINE;
    String core = String.join(oneLine ? " " : "\n", pieces);
    String filler = filler(core, checks, random);
    boolean last = layout == Layout.FILLER_THEN_LINES || layout == Layout.FILLER_THEN_ONE_LINE;
    // With a limit on lines the filler continues the line it touches instead of taking its own.
    String joint =
        lineCount(core) + lineCount(filler) > most(checks, Check.Lines.class) ? " " : "\n";
    return (last ? filler + joint + core : core + joint + filler).strip();
  }

  /** As many words and lines as the core lacks, without any excluded text. */
  private static String filler(String core, List<Check> checks, RandomGenerator random) {
    long words = Math.max(0, least(checks, Check.Words.class) - wordCount(core));
    long lines = Math.max(0, least(checks, Check.Lines.class) - lineCount(core));
    List<String> usable =
        WORDS.stream().filter(word -> checks.stream().allMatch(c -> allows(c, word))).toList();
    if (usable.isEmpty()) {
      return "";
    }
    words = Math.max(words, lines);
    StringBuilder filler = new StringBuilder();
    int start = random.nextInt(usable.size());
    for (int index = 0; index < words; index++) {
      if (index > 0) {
        filler.append(index < lines ? "\n" : " ");
      }
      filler.append(usable.get((start + index) % usable.size()));
    }
    return filler.toString();
  }

  private static boolean allows(Check check, String word) {
    return !(check instanceof Check.Excludes excludes)
        || (excludes.holds(word)
            && !excludes.text().toLowerCase(Locale.ROOT).strip().contains(word));
  }

  private static long least(List<Check> checks, Class<? extends Check> kind) {
    return checks.stream()
        .filter(kind::isInstance)
        .mapToLong(check -> bounds(check)[0])
        .max()
        .orElse(0);
  }

  private static long most(List<Check> checks, Class<? extends Check> kind) {
    return checks.stream()
        .filter(kind::isInstance)
        .mapToLong(check -> bounds(check)[1])
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static int[] bounds(Check check) {
    return switch (check) {
      case Check.Words(int least, int most) -> new int[] {least, most};
      case Check.Lines(int least, int most) -> new int[] {least, most};
      case Check.Contains ignored -> new int[] {0, Integer.MAX_VALUE};
      case Check.Excludes ignored -> new int[] {0, Integer.MAX_VALUE};
      case Check.Matches ignored -> new int[] {0, Integer.MAX_VALUE};
    };
  }

  private static long wordCount(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  private static long lineCount(String text) {
    return text.lines().filter(line -> !line.isBlank()).count();
  }
}
