package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Check;
import org.yardmaster.data.Target;

/**
 * Functions and queries to be written. Functions must also say what they return for one input,
 * which is what the checks look for; queries are checked for the clauses that they cannot do
 * without.
 */
final class CodeGenerator implements Generator {
  private final Wording wording = Wording.of("code-generation");

  @Override
  public String task() {
    return "code-generation";
  }

  @Override
  public Draft draft(Draw draw) {
    return draw.chance(65) ? function(draw) : query(draw);
  }

  private Draft function(Draw draw) {
    List<ListProgram.Operation> operations =
        draw.several(
            List.copyOf(EnumSet.allOf(ListProgram.Operation.class)), draw.byDifficulty(1, 3, 6));
    List<ListProgram.Step> steps = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<ListProgram.Operation> order = List.copyOf(EnumSet.allOf(ListProgram.Operation.class));
    for (ListProgram.Operation operation : operations) {
      int k = draw.between(2, draw.byDifficulty(4, 6, 9));
      steps.add(new ListProgram.Step(operation, k));
      told.add(wording.at(draw, "steps", order.indexOf(operation), Map.of("k", k)));
    }
    List<ListProgram.End> ends = List.copyOf(EnumSet.allOf(ListProgram.End.class));
    ListProgram.End end = draw.pick(ends);
    List<Integer> values = new ArrayList<>();
    for (int count = draw.byDifficulty(4, 7, 12); count > 0; count--) {
      values.add(draw.between(-5, draw.byDifficulty(12, 30, 60)));
    }
    String dialect = draw.pick(List.of("Python", "JavaScript", "Ruby"));
    String name = wording.say(draw, "names");
    String prompt =
        wording.say(
            draw,
            "function",
            Map.of(
                "dialect", dialect,
                "name", name,
                "steps", String.join(wording.say(draw, "then"), told),
                "end", wording.at(draw, "ends", ends.indexOf(end), Map.of()),
                "values", values));
    int result = new ListProgram(steps, end).run(values);
    Target target =
        new Target.Checks(
            List.of(new Check.Contains(name), new Check.Contains("result: " + result)));
    return new Draft("function", prompt, target);
  }

  private Draft query(Draw draw) {
    String table = wording.say(draw, "tables");
    String group = wording.say(draw, "groups");
    String measure = wording.say(draw, "measures");
    int aggregate = draw.between(0, 3);
    int k = draw.between(3, 50);
    int year = draw.between(2019, 2026);
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new Check.Contains("SELECT"),
                new Check.Contains(List.of("SUM(", "AVG(", "MAX(", "MIN(").get(aggregate)),
                new Check.Contains("FROM " + table),
                new Check.Contains("GROUP BY")));
    StringBuilder rest = new StringBuilder();
    if (draw.difficulty() != Difficulty.EASY) {
      rest.append(wording.say(draw, "having", Map.of("k", k)));
      checks.add(new Check.Contains("HAVING"));
    }
    if (draw.difficulty() == Difficulty.HARD) {
      rest.append(wording.say(draw, "where", Map.of("year", year)));
      rest.append(wording.say(draw, "order", Map.of("k", draw.between(3, 20))));
      checks.add(new Check.Contains("WHERE"));
      checks.add(new Check.Contains(Integer.toString(year)));
      checks.add(new Check.Contains("ORDER BY"));
    }
    Map<String, Object> slots =
        Map.of(
            "table", table,
            "group", group,
            "measure", measure,
            "label", wording.at(draw, "aggregates", aggregate, Map.of()),
            "rest", rest);
    return new Draft("query", wording.say(draw, "query", slots), new Target.Checks(checks));
  }
}
