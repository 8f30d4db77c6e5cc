package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.table.Table;

/**
 * Rows of intervals over one axis, with named vertical lines to compare them with. A number without
 * an interval is a bar from zero.
 *
 * @param clipped true where the axis need not reach rows far left of what was learned: they are
 *     arrows at its edge
 * @param title of the axis, with unit
 */
public record RangeChart(
    Frame frame, boolean clipped, String title, List<Row> rows, List<Guide> guides)
    implements Chart {
  public RangeChart {
    requireNonNull(frame, "frame is null");
    requireNonNull(title, "title is null");
    rows = List.copyOf(rows);
    guides = List.copyOf(guides);
  }

  /**
   * One interval with a dot on it.
   *
   * @param value pointer to its number
   */
  public record Row(String label, Look look, String value) {
    public Row {
      requireNonNull(label, "label is null");
      requireNonNull(look, "look is null");
      requireNonNull(value, "value is null");
    }
  }

  /**
   * A vertical line with a name.
   *
   * @param at pointer to where it stands; empty for zero
   * @param negative true where it stands at the number's negative
   */
  public record Guide(String label, String at, boolean negative) {
    public Guide {
      requireNonNull(label, "label is null");
      requireNonNull(at, "at is null");
    }

    /** The line at zero. */
    public static Guide zero(String label) {
      return new Guide(label, "", false);
    }
  }

  /** One column of a table, where it holds numbers. */
  public static RangeChart of(
      Frame frame, Table table, int column, String title, List<Guide> guides) {
    List<Row> rows =
        table.rows().stream()
            .map(
                row ->
                    new Row(
                        row.cells().getFirst().shown(),
                        Look.of(row.emphasis()),
                        row.cells().get(column).pointer()))
            .filter(row -> !row.value().isEmpty())
            .toList();
    return new RangeChart(frame, false, title, rows, guides);
  }
}
