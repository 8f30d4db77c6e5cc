package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Target;

/**
 * Customer messages to be labelled. Easy ones say it outright among four labels; hard ones say it
 * in a roundabout way among ten, after quoting another wish that is already settled.
 */
final class IntentGenerator implements Generator {
  private final Wording wording = Wording.of("intent-recognition");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "intent-recognition";
  }

  @Override
  public Draft draft(Draw draw) {
    List<String> labels =
        draw.several(wording.list("labels", draw.language()), draw.byDifficulty(4, 7, 10));
    String wanted = labels.getFirst();
    List<String> parts = new ArrayList<>();
    if (draw.difficulty() != Difficulty.EASY || draw.chance(40)) {
      String name = draw.pick(people.list("names", draw.language()));
      parts.add(wording.say(draw, "smalltalk", Map.of("name", name)));
    }
    if (draw.difficulty() == Difficulty.HARD) {
      String other = utterance(draw, labels.get(1), draw.between(0, 1));
      parts.add(wording.say(draw, "settled", Map.of("other", other)));
    }
    int manner = draw.difficulty() == Difficulty.EASY ? draw.between(0, 1) : 2;
    parts.add(utterance(draw, wanted, manner));
    String prompt =
        wording.say(
            draw,
            "instruction",
            Map.of(
                "labels", String.join(", ", draw.shuffled(labels)),
                "message", String.join(" ", parts)));
    return new Draft(wanted, prompt, new Target.Text(List.of(wanted)));
  }

  /** Manners 0 and 1 are outright, 2 is roundabout. */
  private String utterance(Draw draw, String intent, int manner) {
    String number =
        "%s-%d".formatted(draw.pick(List.of("A", "K", "R", "TX", "ZB")), draw.between(1000, 9999));
    return wording.at(draw, intent, manner, Map.of("number", number));
  }
}
