package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.yardmaster.experiment.ArrivalRun;
import org.yardmaster.experiment.Design;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** A candidate's arrival as table, sentence and JSON. */
final class ArrivalOutput {
  private ArrivalOutput() {}

  static Table table(ArrivalRun.Result result) {
    List<Row> rows =
        result.stages().stream()
            .map(
                stage ->
                    Row.of(
                        Cell.figure(Unit.COUNT, stage.known()),
                        Cell.ranged("", Unit.POINTS, stage.regret()),
                        Cell.ranged("", Unit.SHARE, stage.costChange()),
                        Cell.figure(Unit.SHARE, stage.share())))
            .toList();
    return new Table(
        "arrival",
        "%s arrives in %s: what is lost while few of its outcomes are known%s"
            .formatted(
                result.arriving(),
                result.dataset(),
                result.simulated() ? " (simulated outcomes)" : ""),
        List.of(
            Column.number("known outcomes"),
            Column.number("regret"),
            Column.number("cost change"),
            Column.number("sent to it")),
        rows);
  }

  static String sentence(ArrivalRun.Result result) {
    double points = 100 * result.margin();
    return result
        .enough()
        .map(
            stage ->
                String.format(
                    Locale.ROOT,
                    "From %,d known outcomes of %s on, less than %.2f points are lost against"
                        + " knowing all.",
                    stage.known(),
                    result.arriving(),
                    points))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "With up to %,d known outcomes of %s, a loss of %.2f points or more cannot be"
                        + " ruled out.",
                    result.stages().get(result.stages().size() - 2).known(),
                    result.arriving(),
                    points));
  }

  static ObjectNode json(ArrivalRun.Result result) {
    ObjectNode node =
        JsonOption.object()
            .put("dataset", result.dataset())
            .put("design", Design.NEW_CANDIDATE.toString())
            .put("arriving", result.arriving())
            .put("prompts", result.prompts())
            .put("simulated", result.simulated())
            .put("margin", result.margin());
    result.enough().ifPresent(stage -> node.put("enough", stage.known()));
    ArrayNode stages = node.putArray("stages");
    for (ArrivalRun.Stage stage : result.stages()) {
      ObjectNode one = stages.addObject().put("known", stage.known());
      put(one, "regret", stage.regret());
      stage.costChange().ifPresent(change -> put(one, "costChange", change));
      one.put("share", stage.share());
    }
    return node;
  }

  static void put(ObjectNode node, String key, Estimate estimate) {
    node.put(key, estimate.value());
    node.putArray(key + "Interval").add(estimate.low()).add(estimate.high());
  }
}
