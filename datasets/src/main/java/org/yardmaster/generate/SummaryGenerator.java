package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Check;
import org.yardmaster.data.Target;

/** Reports and minutes in which a few facts lie among ever more chatter. */
final class SummaryGenerator implements Generator {
  private final Wording wording = Wording.of("summarisation");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "summarisation";
  }

  @Override
  public Draft draft(Draw draw) {
    return draw.chance(50) ? incident(draw) : minutes(draw);
  }

  private Draft incident(Draw draw) {
    String city = draw.pick(people.list("cities", draw.language()));
    String surname = draw.pick(people.list("surnames", draw.language()));
    String name = draw.pick(people.list("names", draw.language())) + " " + surname;
    int amount = draw.between(11, 990) * 100;
    Map<String, Object> slots =
        Map.of(
            "city",
            city,
            "name",
            name,
            "amount",
            amount,
            "day",
            draw.pick(people.list("weekdays", draw.language())),
            "time",
            "%d:%02d".formatted(draw.between(10, 22), draw.between(10, 59)),
            "place",
            wording.say(draw, "places"));
    List<String> facts =
        List.of(wording.say(draw, "damage", slots), wording.say(draw, "lead", slots));
    List<String> rest = new ArrayList<>(facts);
    rest.addAll(draw.several(wording.list("filler", draw.language()), draw.byDifficulty(1, 4, 9)));
    String text = wording.say(draw, "event", slots) + ' ' + String.join(" ", draw.shuffled(rest));
    int most = draw.byDifficulty(40, 30, 25);
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new Check.Contains(city),
                new Check.Contains(Integer.toString(amount)),
                new Check.Contains(surname),
                new Check.Words(8, most)));
    String prompt = wording.say(draw, "incidentTask", Map.of("most", most, "text", text));
    if (draw.difficulty() == Difficulty.HARD) {
      String word = wording.say(draw, "banned");
      checks.add(new Check.Excludes(word));
      prompt += "\n\n" + wording.say(draw, "without", Map.of("word", word));
    }
    return new Draft("incident", prompt, new Target.Checks(checks));
  }

  private Draft minutes(Draw draw) {
    int decisions = draw.byDifficulty(1, 2, 4);
    List<String> names = draw.several(people.list("names", draw.language()), decisions + 4);
    List<String> duties = draw.several(wording.list("duties", draw.language()), decisions);
    List<String> agreed = new ArrayList<>();
    List<String> text = new ArrayList<>();
    for (int index = 0; index < decisions; index++) {
      String day = draw.pick(people.list("weekdays", draw.language()));
      Map<String, String> slots =
          Map.of("name", names.get(index), "duty", duties.get(index), "day", day);
      agreed.add(wording.say(draw, "duty", slots));
      text.add(wording.say(draw, "decided", Map.of("duty", agreed.getLast())));
      for (int noise = draw.byDifficulty(1, 1, 2); noise > 0; noise--) {
        String speaker = draw.pick(names.subList(decisions, names.size()));
        text.add(wording.say(draw, "chatter", Map.of("name", speaker)));
      }
    }
    String prompt = wording.say(draw, "minutesTask", Map.of("text", String.join(" ", text)));
    return new Draft("minutes", prompt, new Target.Reference(String.join("; ", agreed) + "."));
  }
}
