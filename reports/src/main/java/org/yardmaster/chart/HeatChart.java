package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A grid of shaded numbers, each with a bar that shows a share.
 *
 * @param cells pointers, a row per row and a column per column
 * @param shares likewise, in [0, 1]; or no rows at all
 */
public record HeatChart(
    Frame frame,
    List<String> rows,
    List<String> columns,
    List<List<String>> cells,
    List<List<String>> shares)
    implements Chart {
  public HeatChart {
    requireNonNull(frame, "frame is null");
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    cells = cells.stream().map(List::copyOf).toList();
    shares = shares.stream().map(List::copyOf).toList();
    FlowChart.requireShape(cells, rows.size(), columns.size());
    if (!shares.isEmpty()) {
      FlowChart.requireShape(shares, rows.size(), columns.size());
    }
  }
}
