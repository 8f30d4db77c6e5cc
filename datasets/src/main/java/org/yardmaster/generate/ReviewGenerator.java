package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.yardmaster.data.Target;

/**
 * Code with one planted defect: name its kind in a short snippet, find its line between sound
 * functions, or both in a longer file.
 */
final class ReviewGenerator implements Generator {
  private static final String FORK = " ###";

  private final Wording wording = Wording.of("code-review");

  @Override
  public String task() {
    return "code-review";
  }

  @Override
  public Draft draft(Draw draw) {
    List<String> snippets =
        draw.several(wording.list("snippets", draw.language()), draw.byDifficulty(1, 2, 5));
    int faulty = draw.between(0, snippets.size() - 1);
    List<String> functions =
        draw.several(wording.list("functions", draw.language()), snippets.size());
    List<String> lines = new ArrayList<>();
    int defectLine = 0;
    for (int index = 0; index < snippets.size(); index++) {
      Map<String, String> slots =
          Map.of("function", functions.get(index), "values", wording.say(draw, "values"));
      List<String> snippet = Wording.fill(snippets.get(index), slots).lines().skip(1).toList();
      for (String line : snippet) {
        if (index == faulty && line.contains(FORK)) {
          defectLine = lines.size() + 1;
        }
        lines.add(chosen(line, index == faulty));
      }
      lines.add("");
    }
    int kind = Integer.parseInt(snippets.get(faulty).lines().findFirst().orElseThrow());
    return ask(draw, kind, defectLine, lines.subList(0, lines.size() - 1));
  }

  /** The sound or the faulty version of a line that has both. */
  private static String chosen(String line, boolean bad) {
    int fork = line.indexOf(FORK);
    if (fork < 0) {
      return line;
    }
    return bad ? line.substring(fork + FORK.length()) : line.substring(0, fork);
  }

  private Draft ask(Draw draw, int kind, int defectLine, List<String> lines) {
    List<String> labels = wording.list("kindLabels", draw.language());
    List<Integer> others =
        draw.several(
            IntStream.range(0, labels.size()).filter(other -> other != kind).boxed().toList(),
            draw.byDifficulty(3, 3, 5));
    List<Integer> kinds = new ArrayList<>(others);
    kinds.add(kind);
    List<Integer> shown = draw.shuffled(kinds);
    char letter = (char) ('A' + shown.indexOf(kind));
    List<String> options = new ArrayList<>();
    for (int place = 0; place < shown.size(); place++) {
      options.add("%c) %s".formatted('A' + place, labels.get(shown.get(place))));
    }
    String family = "kind-" + kind;
    return switch (draw.difficulty()) {
      case EASY -> {
        Map<String, String> slots =
            Map.of("code", String.join("\n", lines), "options", String.join("\n", options));
        String prompt = wording.say(draw, "kindQuestion", slots);
        yield new Draft(family, prompt, new Target.Choice(letter));
      }
      case MEDIUM -> {
        String prompt = wording.say(draw, "lineQuestion", Map.of("code", numbered(lines)));
        yield new Draft(family, prompt, Numbers.exactly(defectLine));
      }
      case HARD -> {
        Map<String, String> slots =
            Map.of("code", numbered(lines), "options", String.join(", ", options));
        String json = "{\"kind\":\"%c\",\"line\":%d}".formatted(letter, defectLine);
        yield new Draft(family, wording.say(draw, "bothQuestion", slots), new Target.Json(json));
      }
    };
  }

  private static String numbered(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= lines.size(); line++) {
      text.append("%2d  %s\n".formatted(line, lines.get(line - 1)));
    }
    return text.toString().stripTrailing();
  }
}
