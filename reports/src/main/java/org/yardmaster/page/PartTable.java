package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.HeldOutPart;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** What a policy reached on each task or data set that was kept from it, as a table. */
public final class PartTable {
  private final Wording words;

  /** Simulated figures are headed as such. */
  public PartTable(boolean simulated) {
    this.words = new Wording(simulated);
  }

  /** One line per part; APGR where any part has two candidates. */
  public Table table(List<HeldOutPart> parts) {
    boolean gaps = parts.stream().anyMatch(part -> part.policy().apgr().isPresent());
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("held out"),
                Column.number("prompts"),
                Column.text("reference"),
                Column.number("quality"),
                Column.number("difference"),
                Column.number(words.reduction()),
                Column.text("verdict")));
    if (gaps) {
      columns.add(Column.number("APGR"));
    }
    return new Table(
        "parts",
        words.heading(
            "Each held-out part by itself (intervals not corrected for %d parts)"
                .formatted(parts.size())),
        columns,
        IntStream.range(0, parts.size())
            .mapToObj(index -> row(index, parts.get(index), gaps))
            .toList());
  }

  private Row row(int index, HeldOutPart part, boolean gaps) {
    String at = "/parts/%d/".formatted(index);
    PolicyResult policy = part.policy();
    List<Cell> cells =
        new ArrayList<>(
            List.of(
                Cell.text(part.name()),
                Cell.figure(at + "prompts", Unit.COUNT, part.evaluation().prompts()),
                Cell.text(part.evaluation().reference()),
                Cell.ranged(at + "quality", Unit.SHARE, policy.quality()),
                Cell.ranged(at + "qualityDifference", Unit.POINTS, policy.qualityDifference()),
                Cell.ranged(at + words.reductionKey(), Unit.SHARE, policy.saving()),
                Cell.text(words.verdict(part.evaluation().verdict()))));
    if (gaps) {
      cells.add(Cell.ranged(at + "apgr", Unit.SCORE, policy.apgr()));
    }
    return Row.of(cells.toArray(Cell[]::new));
  }
}
