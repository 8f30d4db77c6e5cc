package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Check;
import org.yardmaster.data.Target;

/** Small texts to be written under two to five conditions that a machine can check. */
final class CreativeGenerator implements Generator {
  private final Wording wording = Wording.of("creative-writing");

  @Override
  public String task() {
    return "creative-writing";
  }

  @Override
  public Draft draft(Draw draw) {
    List<Check> checks = new ArrayList<>();
    List<String> text = new ArrayList<>();
    int form = draw.between(0, wording.list("forms", draw.language()).size() - 1);
    text.add(
        wording.say(
            draw,
            "ask",
            Map.of(
                "form", wording.at(draw, "forms", form, Map.of()),
                "topic", wording.say(draw, "topics"))));
    List<String> conditions = new ArrayList<>();
    addLength(draw, conditions, checks);
    List<String> required =
        draw.several(wording.list("words", draw.language()), draw.byDifficulty(1, 2, 4));
    conditions.add(wording.say(draw, "must", Map.of("words", String.join(", ", required))));
    required.forEach(word -> checks.add(new Check.Contains(word)));
    int banned = draw.byDifficulty(0, 1, 3);
    if (banned > 0) {
      List<String> words = draw.several(wording.list("banned", draw.language()), banned);
      conditions.add(wording.say(draw, "mustnot", Map.of("words", String.join(", ", words))));
      words.forEach(word -> checks.add(new Check.Excludes(word)));
    }
    if (draw.difficulty() == Difficulty.HARD) {
      int lines = draw.between(4, 9);
      conditions.add(wording.say(draw, "layout", Map.of("lines", lines)));
      checks.add(new Check.Lines(lines, lines));
    }
    text.addAll(draw.shuffled(conditions));
    return new Draft("form-" + (form + 1), String.join(" ", text), new Target.Checks(checks));
  }

  private void addLength(Draw draw, List<String> conditions, List<Check> checks) {
    int least = draw.between(3, 9) * 10;
    int most = least + draw.byDifficulty(40, 25, 10);
    conditions.add(wording.say(draw, "length", Map.of("least", least, "most", most)));
    checks.add(new Check.Words(least, most));
  }
}
