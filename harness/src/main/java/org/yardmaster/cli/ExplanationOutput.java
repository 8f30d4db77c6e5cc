package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.train.Explanation;

/** Why one candidate is thought likelier right than others, as table and JSON. */
final class ExplanationOutput {
  private static final int PUSHES = 4;
  private static final int OTHERS = 5;

  private ExplanationOutput() {}

  /** One line per other candidate, the nearest five. */
  static Table table(List<Explanation> explanations) {
    return new Table(
        "explanation",
        "What speaks for %s being right (log-odds; minus speaks for the other; cost is weighed apart)"
            .formatted(explanations.getFirst().candidate()),
        List.of(
            Column.text("against"),
            Column.text("altogether"),
            Column.text("before a word"),
            Column.text("largest pushes")),
        explanations.stream()
            .limit(OTHERS)
            .map(
                why ->
                    Row.of(
                        Cell.text(why.against()),
                        Cell.text(signed(total(why))),
                        Cell.text(signed(why.constant())),
                        Cell.text(largest(why))))
            .toList());
  }

  private static double total(Explanation why) {
    return why.constant() + why.pushes().stream().mapToDouble(Explanation.Push::logOdds).sum();
  }

  private static String largest(Explanation why) {
    return why.pushes().stream()
        .limit(PUSHES)
        .map(push -> "%s %s".formatted(push.feature(), signed(push.logOdds())))
        .collect(Collectors.joining(", "));
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }

  /** One object per other candidate, with every push. */
  static ArrayNode json(List<Explanation> explanations) {
    ArrayNode all = JsonOption.object().putArray("explanations");
    for (Explanation why : explanations) {
      ObjectNode node =
          all.addObject()
              .put("candidate", why.candidate())
              .put("against", why.against())
              .put("logOdds", total(why))
              .put("constant", why.constant());
      ArrayNode pushes = node.putArray("pushes");
      why.pushes().stream()
          .filter(push -> push.logOdds() != 0)
          .forEach(
              push ->
                  pushes.addObject().put("feature", push.feature()).put("logOdds", push.logOdds()));
    }
    return all;
  }
}
