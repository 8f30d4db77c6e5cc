package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/**
 * Amounts flowing from sources on the left to targets on the right, as ribbons; later targets are
 * stronger in colour.
 *
 * @param shares pointers, a row per source and a column per target: parts of the source's amount
 */
public record FlowChart(
    Frame frame, List<Source> sources, List<String> targets, List<List<String>> shares)
    implements Chart {
  public FlowChart {
    requireNonNull(frame, "frame is null");
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    shares = shares.stream().map(List::copyOf).toList();
    requireShape(shares, sources.size(), targets.size());
  }

  static void requireShape(List<List<String>> pointers, int rows, int columns) {
    if (pointers.size() != rows || pointers.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "Pointers need %d rows of %d columns.".formatted(rows, columns));
    }
  }

  /** Where something comes from, and a pointer to how much. */
  public record Source(String label, String amount) {
    public Source {
      requireNonNull(label, "label is null");
      requireNonNull(amount, "amount is null");
    }
  }

  /**
   * Every row of a table as a source.
   *
   * @param amount the column of amounts
   * @param targets the columns of shares, in the order to draw
   */
  public static FlowChart of(Frame frame, Table table, int amount, List<Integer> targets) {
    return new FlowChart(
        frame,
        table.rows().stream()
            .map(row -> new Source(row.cells().getFirst().shown(), pointer(row, amount)))
            .toList(),
        targets.stream().map(column -> table.columns().get(column).title()).toList(),
        table.rows().stream()
            .map(row -> targets.stream().map(column -> pointer(row, column)).toList())
            .toList());
  }

  private static String pointer(Row row, int column) {
    return row.cells().get(column).pointer();
  }
}
