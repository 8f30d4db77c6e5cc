package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.yardmaster.data.Target;

/** Reviews, parcels and tickets to be classed by a rule that the prompt states in full. */
final class ClassificationGenerator implements Generator {
  private final Wording wording = Wording.of("classification");

  @Override
  public String task() {
    return "classification";
  }

  @Override
  public Draft draft(Draw draw) {
    return switch (draw.between(0, 2)) {
      case 0 -> review(draw);
      case 1 -> parcel(draw);
      default -> ticket(draw);
    };
  }

  private Draft review(Draw draw) {
    int verdict = draw.between(0, 2);
    int less = draw.byDifficulty(draw.between(0, 1), draw.between(1, 2), draw.between(3, 5));
    int more = verdict == 2 ? Math.max(1, less) : less + draw.byDifficulty(2, 1, 1);
    int matching = verdict == 2 ? more : less;
    int good = verdict == 0 ? more : matching;
    int bad = verdict == 1 ? more : matching;
    List<String> sentences = new ArrayList<>();
    sentences.addAll(draw.several(wording.list("good", draw.language()), good));
    sentences.addAll(draw.several(wording.list("bad", draw.language()), bad));
    sentences.addAll(
        draw.several(wording.list("flat", draw.language()), draw.byDifficulty(0, 1, 3)));
    String text = String.join(" ", draw.shuffled(sentences));
    String answer = wording.list("verdicts", draw.language()).get(verdict);
    String prompt = wording.say(draw, "reviewRule", Map.of("text", text));
    return new Draft("review", prompt, new Target.Text(List.of(answer)));
  }

  /** The six facts of a parcel, of which the rules look at two, four or six. */
  private Draft parcel(Draw draw) {
    int weight = draw.between(1, 28);
    int value = draw.between(5, 90) * 10;
    int hour = draw.between(8, 19);
    boolean[] marks = {draw.chance(30), draw.chance(30), draw.chance(30)};
    Map<String, Integer> limits =
        Map.of(
            "weight", draw.between(8, 22),
            "value", draw.between(20, 80) * 10,
            "hour", draw.between(10, 18));
    // A parcel dropped off within the hour named counts as after it, hence the minutes below.
    List<Boolean> applies =
        List.of(
            marks[0],
            weight > limits.getOrDefault("weight", 0),
            marks[1],
            value > limits.getOrDefault("value", 0),
            marks[2],
            hour >= limits.getOrDefault("hour", 0));
    List<Integer> order =
        draw.several(IntStream.range(0, 6).boxed().toList(), draw.byDifficulty(2, 4, 6));
    List<String> lines = new ArrayList<>();
    char answer = (char) ('A' + order.size());
    for (int place = order.size() - 1; place >= 0; place--) {
      char letter = (char) ('A' + place);
      answer = applies.get(order.get(place)) ? letter : answer;
      String rule = wording.at(draw, "rules", order.get(place), limits);
      lines.addFirst(wording.say(draw, "rule", Map.of("letter", letter, "rule", rule)));
    }
    Map<String, Object> facts =
        Map.of(
            "weight", weight,
            "value", value,
            "time", "%d:%02d".formatted(hour, draw.between(5, 55)),
            "batteries", fact(draw, "batteries", marks[0]),
            "abroad", fact(draw, "abroad", marks[1]),
            "fragile", fact(draw, "fragile", marks[2]));
    String fallback = wording.say(draw, "fallback", Map.of("letter", (char) ('A' + order.size())));
    String prompt =
        wording.say(
            draw,
            "parcelRule",
            Map.of(
                "rules", String.join("\n", lines),
                "fallback", fallback,
                "facts", wording.say(draw, "facts", facts)));
    return new Draft("parcel", prompt, new Target.Choice(answer));
  }

  private String fact(Draw draw, String key, boolean holds) {
    return wording.list(key, draw.language()).get(holds ? 1 : 0);
  }

  private Draft ticket(Draw draw) {
    List<String> signals =
        draw.several(wording.list("signals", draw.language()), draw.byDifficulty(3, 4, 6));
    int present = draw.byDifficulty(1, 2, 4);
    List<String> table = new ArrayList<>();
    int sum = 0;
    for (int index = 0; index < signals.size(); index++) {
      boolean minus = draw.chance(draw.byDifficulty(0, 25, 35));
      int points = draw.between(1, draw.byDifficulty(5, 9, 19)) * (minus ? -1 : 1);
      table.add("%s: %+d".formatted(signals.get(index), points));
      sum += index < present ? points : 0;
    }
    int low = sum + draw.between(-6, 5);
    int high = low + draw.between(2, 6);
    int priority = sum < low ? 0 : sum >= high ? 2 : 1;
    String prompt =
        wording.say(
            draw,
            "score",
            Map.of(
                "points", String.join("; ", draw.shuffled(table)),
                "low", low,
                "high", high,
                "number", draw.between(100, 9999),
                "signals", String.join(", ", draw.shuffled(signals.subList(0, present)))));
    String answer = wording.list("priorities", draw.language()).get(priority);
    return new Draft("ticket", prompt, new Target.Text(List.of(answer)));
  }
}
