package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.yardmaster.data.Target;

/**
 * Registers of roughly 300, 900 and 1,800 words with a question about them. From medium on, later
 * entries exchange the contents of lockers, so the first mention is not the last word.
 */
final class LongContextGenerator implements Generator {
  private final Wording wording = Wording.of("long-context-qa");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "long-context-qa";
  }

  private record Deposit(String owner, String thing) {}

  @Override
  public Draft draft(Draw draw) {
    int size = draw.byDifficulty(22, 55, 105) + draw.between(-4, 4);
    List<Integer> lockers = draw.several(IntStream.rangeClosed(1, 3 * size).boxed().toList(), size);
    List<Deposit> deposits = deposits(draw, size);
    List<String> text = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      Deposit deposit = deposits.get(index);
      text.add(
          wording.say(
              draw,
              "entry",
              Map.of(
                  "locker", lockers.get(index),
                  "name", deposit.owner(),
                  "thing", deposit.thing(),
                  "date", date(draw, draw.between(1, 9)))));
      if (draw.chance(8)) {
        text.add(wording.say(draw, "remark"));
      }
    }
    List<Deposit> moved = new ArrayList<>(deposits);
    List<Integer> touched = new ArrayList<>();
    for (int exchange = draw.byDifficulty(0, 3, 8); exchange > 0; exchange--) {
      List<Integer> two = draw.several(IntStream.range(0, size).boxed().toList(), 2);
      Collections.swap(moved, two.getFirst(), two.get(1));
      touched.addAll(two);
      text.add(
          wording.say(
              draw,
              "moved",
              Map.of(
                  "locker", lockers.get(two.getFirst()),
                  "other", lockers.get(two.get(1)),
                  "date", date(draw, 10))));
    }
    int asked = touched.isEmpty() ? draw.between(0, size - 1) : draw.pick(touched);
    return ask(draw, String.join(" ", text), lockers.get(asked), moved, asked);
  }

  private Draft ask(Draw draw, String text, int locker, List<Deposit> moved, int asked) {
    Deposit deposit = moved.get(asked);
    String city = draw.pick(people.list("cities", draw.language()));
    String title = wording.say(draw, "title", Map.of("city", city));
    String document = title + "\n\n" + text + "\n\n";
    return switch (draw.between(0, draw.byDifficulty(1, 2, 2))) {
      case 0 ->
          new Draft(
              "whose",
              document + wording.say(draw, "whose", Map.of("locker", locker)),
              new Target.Text(List.of(deposit.owner())));
      case 1 ->
          new Draft(
              "where",
              document + wording.say(draw, "where", Map.of("name", deposit.owner())),
              Numbers.exactly(locker));
      default -> {
        long same = moved.stream().filter(other -> other.thing().equals(deposit.thing())).count();
        yield new Draft(
            "count",
            document + wording.say(draw, "count", Map.of("thing", deposit.thing())),
            Numbers.exactly(same));
      }
    };
  }

  /** Owners are distinct, things repeat. */
  private List<Deposit> deposits(Draw draw, int size) {
    List<String> owners = new ArrayList<>();
    for (String name : people.list("names", draw.language())) {
      for (String surname : people.list("surnames", draw.language())) {
        owners.add(name + " " + surname);
      }
    }
    return draw.several(owners, size).stream()
        .map(
            owner -> {
              String colour = wording.say(draw, "colours");
              return new Deposit(owner, wording.say(draw, "things", Map.of("colour", colour)));
            })
        .toList();
  }

  private String date(Draw draw, int month) {
    return people.say(
        draw,
        "dates",
        Map.of(
            "day", draw.between(1, 28),
            "month", people.list("months", draw.language()).get(month - 1),
            "year", 2025));
  }
}
