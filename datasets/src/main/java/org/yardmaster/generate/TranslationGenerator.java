package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.yardmaster.data.Target;

/**
 * Sentences with a parallel version in every language: one short, one long, or a paragraph of three
 * to four long ones. The text is in the prompt's own language.
 */
final class TranslationGenerator implements Generator {
  private static final List<Language> LANGUAGES =
      List.of(Language.EN, Language.DE, Language.ES, Language.FR);

  private final Wording wording = Wording.of("translation");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "translation";
  }

  @Override
  public Draft draft(Draw draw) {
    Language other =
        draw.pick(LANGUAGES.stream().filter(language -> language != draw.language()).toList());
    boolean easy = draw.difficulty() == Difficulty.EASY;
    String key = easy ? "short" : "middle";
    int available = wording.list(key, draw.language()).size();
    List<Integer> chosen =
        draw.several(
            IntStream.range(0, available).boxed().toList(),
            draw.byDifficulty(1, 1, draw.between(3, 4)));
    List<String> source = new ArrayList<>();
    List<String> translated = new ArrayList<>();
    for (int index : chosen) {
      Map<String, Object> slots = slots(draw);
      source.add(Wording.fill(wording.list(key, draw.language()).get(index), slots));
      translated.add(Wording.fill(wording.list(key, other).get(index), slots));
    }
    String language = wording.list("languages", draw.language()).get(LANGUAGES.indexOf(other));
    String prompt =
        wording.say(draw, "ask", Map.of("language", language, "text", String.join(" ", source)));
    Target target = new Target.Reference(String.join(" ", translated));
    boolean paragraph = draw.difficulty() == Difficulty.HARD;
    String family = paragraph ? "paragraph" : "%s-%d".formatted(key, chosen.getFirst() + 1);
    return new Draft(family, prompt, target);
  }

  private Map<String, Object> slots(Draw draw) {
    return Map.of(
        "time", "%d:%02d".formatted(draw.between(10, 21), draw.between(0, 11) * 5),
        "city", draw.pick(people.list("cities", draw.language())),
        "name", draw.pick(people.list("names", draw.language())),
        "woman", draw.pick(people.list("women", draw.language())),
        "man", draw.pick(people.list("men", draw.language())),
        "count", draw.between(3, 90));
  }
}
