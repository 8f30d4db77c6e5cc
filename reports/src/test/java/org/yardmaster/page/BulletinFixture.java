package org.yardmaster.page;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** A made-up bulletin with drawn figures, drawn intervals and an empty exhibit. */
final class BulletinFixture {
  private BulletinFixture() {}

  /** Every string is the payload, as far as records admit it. */
  static Bulletin hostile(String payload) {
    return of(payload, false);
  }

  static Bulletin of(String text, boolean simulated) {
    Table figures =
        new Table(
            "figures",
            text,
            List.of(Column.text(text), Column.number(text)),
            List.of(
                new Row(List.of(Cell.text(text), Cell.figure(Unit.USD, 12.5)), text, false),
                new Row(
                    List.of(
                        Cell.text(text + " 2"),
                        Cell.ranged("", Unit.POINTS, ReportFixture.estimate(-0.004, 0.006))),
                    text,
                    false)));
    return new Bulletin(
        "sample",
        text,
        text,
        simulated,
        text,
        text,
        figures,
        List.of(
            new Exhibit(text, text, OptionalInt.of(1), table("drawn", text)),
            new Exhibit(text, text, OptionalInt.empty(), table("listed", text)),
            new Exhibit(
                text,
                text,
                OptionalInt.empty(),
                new Table("none", text, List.of(Column.text(text)), List.of()))),
        Map.of(text, text),
        List.of(new ReportInput.Command(text, text)));
  }

  private static Table table(String id, String text) {
    return new Table(
        id,
        text,
        List.of(Column.text(text), Column.number(text), Column.number(text)),
        List.of(
            new Row(
                List.of(
                    Cell.text(text),
                    Cell.ranged("", Unit.POINTS, ReportFixture.estimate(0.01, 0.004)),
                    new Cell.Missing(text)),
                text,
                false),
            Row.of(Cell.text(text), Cell.figure(Unit.SHARE, 0.25), Cell.figure(Unit.COUNT, 1234))));
  }
}
