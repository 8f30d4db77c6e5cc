package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Distributions above each other: box, median and whiskers.
 *
 * @param title of the axis, with unit; it is logarithmic where the values allow and deserve it
 */
public record SpreadChart(Frame frame, String title, List<Row> rows) implements Chart {
  private static final int LEVELS = 5;

  public SpreadChart {
    requireNonNull(frame, "frame is null");
    requireNonNull(title, "title is null");
    rows = List.copyOf(rows);
  }

  /**
   * One distribution.
   *
   * @param values pointers to lower whisker, lower end of the box, median, upper end, upper whisker
   */
  public record Row(String label, Look look, List<String> values) {
    public Row {
      requireNonNull(label, "label is null");
      requireNonNull(look, "look is null");
      values = List.copyOf(values);
      if (values.size() != LEVELS) {
        throw new IllegalArgumentException(
            "Row (%s) has %d values instead of %d.".formatted(label, values.size(), LEVELS));
      }
    }
  }
}
