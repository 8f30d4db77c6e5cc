package org.yardmaster.grade;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * Multiple choice by the rules of MMLU-Pro's publisher (arXiv 2406.01574), which changed with time:
 * the first "answer is (X)" counts; later versions go on to the first "Answer: X" and then to the
 * last letter, at first any, then only one that stands alone. An answer without a letter is wrong,
 * but for the last version: there it gets a letter drawn among ten with the seed 12345, which is G
 * every time.
 */
final class MmluProGrader implements Grader<Target.Choice> {
  private static final String DRAWN = "G";
  private static final Pattern ANSWER_IS = Pattern.compile("answer is \\(?([A-J])");
  private static final Pattern ANSWER = Pattern.compile("[aA]nswer:\\s*([A-J])");
  private static final Pattern LETTER = Pattern.compile("([A-J])");
  private static final Pattern LONE_LETTER = Pattern.compile("\\b([A-J])\\b");

  private final int version;

  MmluProGrader(int version) {
    this.version = version;
  }

  @Override
  public String name() {
    return "mmlu-pro-choice/" + version;
  }

  @Override
  public Grade grade(Target.Choice target, Completion.Completed answer) {
    Optional<String> found = letter(answer.text());
    return Grade.Scored.binary(
        name(),
        found.filter(letter -> letter.charAt(0) == target.letter()).isPresent(),
        found.orElse(""),
        found.isPresent() ? "letter found" : "no letter found");
  }

  private Optional<String> letter(String text) {
    Optional<String> stated = first(ANSWER_IS, text);
    if (stated.isPresent() || version == 1) {
      return stated;
    }
    Optional<String> named =
        first(ANSWER, text).or(() -> last(version == 2 ? LETTER : LONE_LETTER, text));
    return version == 4 ? named.or(() -> Optional.of(DRAWN)) : named;
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().map(result -> result.group(1));
  }

  private static Optional<String> last(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).reduce((before, after) -> after);
  }
}
