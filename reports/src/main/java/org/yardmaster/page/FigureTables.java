package org.yardmaster.page;

import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.evaluate.Rival;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/** The figures of the metric library as tables. */
public final class FigureTables {
  private static final double LEVEL = 0.05;

  private final Wording words;
  private final String path;

  /**
   * Simulated figures are headed as such.
   *
   * @param path JSON pointer to what holds the figures; empty for a document of their own
   */
  public FigureTables(boolean simulated, String path) {
    this.words = new Wording(simulated);
    this.path = path;
  }

  /** Every figure with its interval and where its definition comes from. */
  public Table figures(List<Figure> figures) {
    List<Row> rows =
        IntStream.range(0, figures.size())
            .mapToObj(
                index ->
                    Row.of(
                        Cell.text(figures.get(index).name()),
                        Cell.ranged(
                            path + "/figures/%d/value".formatted(index),
                            Unit.SCORE,
                            figures.get(index).value()),
                        Cell.text(figures.get(index).subject()),
                        Cell.text(figures.get(index).source())))
            .toList();
    return new Table(
        "figures",
        words.heading("Figures of the metric library"),
        List.of(
            Column.text("figure"),
            Column.number("value"),
            Column.text("of"),
            Column.text("defined by")),
        rows);
  }

  /** The policy against every baseline. */
  public Table rivals(List<Rival> rivals) {
    List<Row> rows =
        IntStream.range(0, rivals.size())
            .mapToObj(index -> rival(path + "/rivals/%d/".formatted(index), rivals.get(index)))
            .toList();
    return new Table(
        "rivals",
        words.heading("Quality against each baseline, corrected for their number (Holm)"),
        List.of(
            Column.text("baseline"),
            Column.number("difference"),
            Column.number("p"),
            Column.number("p corrected"),
            Column.text("reading")),
        rows);
  }

  private static Row rival(String at, Rival rival) {
    return Row.of(
        Cell.text(rival.baseline()),
        Cell.ranged(at + "qualityDifference", Unit.POINTS, rival.difference()),
        Cell.figure(at + "pValue", Unit.P_VALUE, rival.pValue()),
        Cell.figure(at + "adjusted", Unit.P_VALUE, rival.adjusted()),
        Cell.text(rival.reading(LEVEL)));
  }

  /** What other prices would make of the verdict. */
  public Table prices(List<PriceSensitivity.Scenario> scenarios) {
    List<Row> rows =
        IntStream.range(0, scenarios.size())
            .mapToObj(index -> price(index, scenarios.get(index)))
            .toList();
    return new Table(
        "price-sensitivity",
        words.heading("If one candidate's price changed and the choices did not"),
        List.of(
            Column.text("candidate"),
            Column.number("price times"),
            Column.text("reference"),
            Column.number(words.reduction()),
            Column.text("verdict")),
        rows);
  }

  private Row price(int index, PriceSensitivity.Scenario scenario) {
    String at = path + "/priceSensitivity/%d/".formatted(index);
    return Row.of(
        Cell.text(scenario.candidate()),
        Cell.figure(at + "factor", Unit.SCORE, scenario.factor()),
        Cell.text(scenario.reference()),
        Cell.ranged(at + words.reductionKey(), Unit.SHARE, scenario.saving()),
        Cell.text(words.verdict(scenario.verdict())));
  }
}
