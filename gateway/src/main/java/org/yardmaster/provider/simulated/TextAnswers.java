package org.yardmaster.provider.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/** Words and short texts: right ones as accepted, wrong ones borrowed from the same task. */
final class TextAnswers {
  private static final int LABEL_WORDS = 4;
  private static final String NO_IDEA = "unknown";

  private final Map<String, List<String>> textsByTask;

  TextAnswers(List<Sample> samples) {
    Map<String, Set<String>> texts = new HashMap<>();
    for (Sample sample : samples) {
      if (sample.target() instanceof Target.Text text) {
        texts
            .computeIfAbsent(sample.task(), task -> new LinkedHashSet<>())
            .add(text.accepted().getFirst());
      }
    }
    this.textsByTask =
        texts.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  Answer right(Target.Text target, AnswerStyle style, RandomGenerator random) {
    return say(Phrasing.pick(target.accepted(), random), style, random);
  }

  Answer wrong(String task, Target.Text target, AnswerStyle style, RandomGenerator random) {
    Set<String> accepted =
        target.accepted().stream().map(TextAnswers::letters).collect(Collectors.toSet());
    String model = Phrasing.pick(target.accepted(), random);
    List<String> options = new ArrayList<>();
    if (model.split("\\s+").length <= LABEL_WORDS) {
      options.addAll(Phrasing.shuffled(textsByTask.getOrDefault(task, List.of()), random));
    }
    options.add(garbled(model, random));
    String wrong =
        options.stream()
            .filter(option -> !letters(option).isEmpty() && !accepted.contains(letters(option)))
            .findFirst()
            .orElse(NO_IDEA);
    return say(wrong, style, random);
  }

  private static Answer say(String text, AnswerStyle style, RandomGenerator random) {
    return Answer.of(
        text.lines().count() > 1 ? text : Phrasing.around(text.strip(), style, random));
  }

  /** A third of the words goes missing, two others change places. */
  private static String garbled(String text, RandomGenerator random) {
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    for (int dropped = 0; dropped < (words.size() + 2) / 3 && words.size() > 1; dropped++) {
      words.remove(random.nextInt(words.size()));
    }
    if (words.size() > 2) {
      Collections.swap(words, 0, 1 + random.nextInt(words.size() - 1));
    }
    return words.size() == 1 ? "not " + words.getFirst() : String.join(" ", words);
  }

  /** Letters and digits in lower case: texts that agree in these may count as the same. */
  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
