package org.yardmaster.provider.simulated;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/** Option letters. */
final class ChoiceAnswers {
  private static final Pattern OPTION = Pattern.compile("(?m)^\\s*\\(?([A-Z])[).:]\\s");
  private static final int USUAL_OPTIONS = 4;

  private ChoiceAnswers() {}

  static Answer right(Target.Choice target, AnswerStyle style, RandomGenerator random) {
    return say(target.letter(), style, random);
  }

  static Answer wrong(
      Sample sample, Target.Choice target, AnswerStyle style, RandomGenerator random) {
    int offered =
        OPTION
            .matcher(sample.prompt().routingText())
            .results()
            .mapToInt(option -> option.group(1).charAt(0) - 'A' + 1)
            .max()
            .orElse(USUAL_OPTIONS);
    List<Character> others =
        IntStream.range(0, Math.max(2, offered))
            .mapToObj(index -> (char) ('A' + index))
            .filter(letter -> letter != target.letter())
            .toList();
    return say(Phrasing.pick(others, random), style, random);
  }

  private static Answer say(char letter, AnswerStyle style, RandomGenerator random) {
    return Answer.of(Phrasing.around(String.valueOf(letter), style, random));
  }
}
