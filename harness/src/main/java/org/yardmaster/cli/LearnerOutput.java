package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.Leaderboard;
import org.yardmaster.train.LearningCurve;

/** The leaderboard of learners and the learning curve as tables, sentences and JSON. */
final class LearnerOutput {
  private LearnerOutput() {}

  static Table table(Leaderboard board) {
    List<Row> rows =
        board.entries().stream()
            .map(
                entry ->
                    new Row(
                        List.of(
                            Cell.figure(Unit.COUNT, entry.rank()),
                            Cell.text(entry.spec().briefly()),
                            Cell.ranged("", Unit.SCORE, entry.value()),
                            Cell.ranged("", Unit.SCORE, entry.behind()),
                            Cell.figure(Unit.SECONDS, entry.trainSeconds())),
                        "",
                        entry.equals(board.chosen())))
            .toList();
    return new Table(
        "leaderboard",
        "Learners by cross-validation without the test split; equal ranks are ties",
        List.of(
            Column.number("rank"),
            Column.text("settings"),
            Column.number("value per prompt"),
            Column.number("behind the best"),
            Column.number("took")),
        rows);
  }

  static String sentence(Leaderboard board) {
    long tied = board.entries().stream().filter(entry -> entry.rank() == 1).count();
    return "chosen: %s, the simplest of %d that are not behind the best beyond noise"
        .formatted(board.chosen().spec(), tied);
  }

  static ArrayNode json(Leaderboard board) {
    ArrayNode entries = JsonOption.object().putArray("leaderboard");
    for (Leaderboard.Entry entry : board.entries()) {
      ObjectNode node =
          entries
              .addObject()
              .put("rank", entry.rank())
              .put("settings", entry.spec().toString())
              .put("simplicity", entry.simplicity())
              .put("chosen", entry.equals(board.chosen()));
      ArrivalOutput.put(node, "value", entry.value());
      ArrivalOutput.put(node, "behind", entry.behind());
      node.put("seconds", entry.trainSeconds());
    }
    return entries;
  }

  static Table table(LearningCurve curve) {
    List<Row> rows =
        IntStream.range(0, curve.points().size())
            .mapToObj(
                at -> {
                  LearningCurve.Point point = curve.points().get(at);
                  return Row.of(
                      Cell.figure(Unit.COUNT, point.prompts()),
                      Cell.ranged("", Unit.SCORE, point.value()),
                      at == 0
                          ? new Cell.Missing("the first size")
                          : Cell.ranged("", Unit.SCORE, point.gain()));
                })
            .toList();
    return new Table(
        "learning-curve",
        "What more labels pay, by cross-validation without the test split%s"
            .formatted(curve.simulated() ? " (simulated outcomes)" : ""),
        List.of(
            Column.number("labelled prompts"),
            Column.number("value per prompt"),
            Column.number("gain by doubling")),
        rows);
  }

  static ObjectNode json(LearningCurve curve) {
    ObjectNode node = JsonOption.object().put("simulated", curve.simulated());
    ArrayNode points = node.putArray("points");
    for (LearningCurve.Point point : curve.points()) {
      ObjectNode one = points.addObject().put("prompts", point.prompts());
      ArrivalOutput.put(one, "value", point.value());
      ArrivalOutput.put(one, "gain", point.gain());
    }
    return node.put("advice", curve.advice());
  }
}
