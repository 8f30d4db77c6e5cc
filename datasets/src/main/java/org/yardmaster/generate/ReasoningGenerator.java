package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Target;

/** Puzzles whose difficulty is the number of steps to keep in mind. */
final class ReasoningGenerator implements Generator {
  private final Wording wording = Wording.of("multi-step-reasoning");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "multi-step-reasoning";
  }

  @Override
  public Draft draft(Draw draw) {
    return switch (draw.between(0, 3)) {
      case 0 -> swaps(draw);
      case 1 -> queue(draw);
      case 2 -> weekday(draw);
      default -> walk(draw);
    };
  }

  private List<String> names(Draw draw, int count) {
    return draw.several(people.list("names", draw.language()), count);
  }

  private Draft swaps(Draw draw) {
    List<String> names = names(draw, draw.byDifficulty(3, 4, 6));
    List<String> held =
        new ArrayList<>(draw.several(wording.list("objects", draw.language()), names.size()));
    List<String> text = new ArrayList<>(List.of(wording.say(draw, "swapIntro")));
    for (int person = 0; person < names.size(); person++) {
      Map<String, String> slots = Map.of("name", names.get(person), "object", held.get(person));
      text.add(wording.say(draw, "holds", slots));
    }
    for (int swap = draw.byDifficulty(2, 5, 10); swap > 0; swap--) {
      int first = draw.between(0, names.size() - 1);
      int second = (first + draw.between(1, names.size() - 1)) % names.size();
      Collections.swap(held, first, second);
      text.add(
          wording.say(
              draw, "swap", Map.of("first", names.get(first), "second", names.get(second))));
    }
    int asked = draw.between(0, names.size() - 1);
    text.add(wording.say(draw, "swapQuestion", Map.of("object", held.get(asked))));
    return new Draft("swaps", String.join(" ", text), name(names.get(asked)));
  }

  /** Every neighbouring pair is told, in random order, so the queue is fixed. */
  private Draft queue(Draw draw) {
    List<String> names = names(draw, draw.byDifficulty(3, 5, 8));
    List<String> clues = new ArrayList<>();
    for (int place = 1; place < names.size(); place++) {
      Map<String, String> pair = Map.of("first", names.get(place - 1), "second", names.get(place));
      clues.add(wording.say(draw, "directlyBehind", pair));
    }
    for (int noise = draw.byDifficulty(0, 1, 3); noise > 0; noise--) {
      List<String> two = draw.several(names, 2);
      clues.add(wording.say(draw, "noise", Map.of("first", two.getFirst(), "second", two.get(1))));
    }
    int place = draw.between(1, names.size());
    String prompt =
        wording.say(draw, "orderIntro", Map.of("count", names.size()))
            + ' '
            + String.join(" ", draw.shuffled(clues))
            + ' '
            + wording.say(draw, "orderQuestion", Map.of("place", place));
    return new Draft("queue", prompt, name(names.get(place - 1)));
  }

  private Draft weekday(Draw draw) {
    List<String> days = people.list("weekdays", draw.language());
    int day = draw.between(0, 6);
    List<String> text =
        new ArrayList<>(List.of(wording.say(draw, "dayIntro", Map.of("day", days.get(day)))));
    for (int step = draw.byDifficulty(1, 3, 6); step > 0; step--) {
      int count = draw.between(2, draw.byDifficulty(12, 40, 200));
      boolean forward = draw.chance(60);
      day = Math.floorMod(day + (forward ? count : -count), 7);
      text.add(wording.say(draw, forward ? "dayForward" : "dayBack", Map.of("days", count)));
    }
    text.add(wording.say(draw, "dayQuestion"));
    return new Draft("weekday", String.join(" ", text), name(days.get(day)));
  }

  private Draft walk(Draw draw) {
    int[] eastward = {0, 1, 0, -1};
    int heading = 0;
    int x = 0;
    int y = 0;
    List<String> text = new ArrayList<>(List.of(wording.say(draw, "walkIntro")));
    for (int leg = draw.byDifficulty(2, 5, 10); leg > 0; leg--) {
      int steps = draw.between(1, draw.byDifficulty(5, 9, 19));
      x += steps * eastward[heading];
      y += steps * eastward[(heading + 1) % 4];
      text.add(wording.say(draw, "walkAhead", Map.of("steps", steps)));
      if (leg > 1) {
        int turn = draw.between(1, draw.byDifficulty(2, 3, 3));
        heading = (heading + List.of(1, 3, 2).get(turn - 1)) % 4;
        text.add(wording.say(draw, List.of("walkRight", "walkLeft", "walkAround").get(turn - 1)));
      }
    }
    text.add(wording.say(draw, "walkQuestion"));
    Target target = new Target.Json("{\"x\":%d,\"y\":%d}".formatted(x, y));
    return new Draft("walk", String.join(" ", text), target);
  }

  private static Target name(String name) {
    return new Target.Text(List.of(name));
  }
}
