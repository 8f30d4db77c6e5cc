package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;
import static org.yardmaster.chart.Canvas.pixel;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.yardmaster.table.Numbers;

/**
 * Rows of intervals over one axis, with named vertical lines to compare them with.
 *
 * @param logarithmic true where the axis may be logarithmic
 * @param factor what values are multiplied with on the axis, for instance 100 for per cent
 * @param floor where the axis may end on the left: rows below it are arrows at the edge
 * @param title of the axis, with unit
 */
public record RangeChart(
    Frame frame,
    boolean logarithmic,
    double factor,
    double floor,
    String title,
    List<Row> rows,
    List<Guide> guides)
    implements Chart {
  private static final double ROW = 24;
  private static final double TOP = 22;

  public RangeChart {
    requireNonNull(frame, "frame is null");
    requireNonNull(title, "title is null");
    rows = List.copyOf(rows);
    guides = List.copyOf(guides);
  }

  /**
   * One interval: the ends of a bar, and a dot on it.
   *
   * @param inner the thicker part of the bar, if any
   * @param strong true for the one that matters
   */
  public record Row(
      String label,
      double low,
      double value,
      double high,
      Optional<Plot.Range> inner,
      boolean strong) {
    public Row {
      requireNonNull(label, "label is null");
      requireNonNull(inner, "inner is null");
    }
  }

  /** A vertical line with a name. */
  public record Guide(String label, double at) {
    public Guide {
      requireNonNull(label, "label is null");
    }
  }

  @Override
  public void write(Markup markup, Size size) {
    double bottom = TOP + ROW * rows.size() + 6;
    Canvas canvas = Canvas.open(markup, size, bottom + 40, frame);
    double left = size == Size.WIDE ? 210 : 128;
    Axis axis = axis(left, size.width() - (guides.isEmpty() ? 14 : 64));
    for (double tick : axis.ticks(size == Size.WIDE ? 8 : 4)) {
      double x = axis.pixel(tick);
      canvas.line("grid", x, TOP, x, bottom);
      canvas.text("tick", x, bottom + 16, "middle", Numbers.plain(tick).replace('-', '−'));
    }
    String scale = axis.logarithmic() ? ", logarithmic" : "";
    canvas.text("axis", size.width() - 8, bottom + 34, "end", title + scale);
    for (Guide guide : guides) {
      double x = axis.pixel(guide.at() * factor);
      canvas.line("guide", x, TOP - 4, x, bottom);
      canvas.text("tick", x, TOP - 9, anchor(guide), guide.label());
    }
    for (int index = 0; index < rows.size(); index++) {
      draw(canvas, rows.get(index), axis, TOP + ROW * (index + 0.5) + 3, size);
    }
    canvas.close();
  }

  /** Names of neighbouring guides grow away from each other. */
  private String anchor(Guide guide) {
    return guides.stream().anyMatch(other -> other.at() > guide.at()) ? "end" : "start";
  }

  private Axis axis(double from, double to) {
    double[] values =
        DoubleStream.concat(
                rows.stream().flatMapToDouble(row -> DoubleStream.of(row.low(), row.high())),
                guides.stream().mapToDouble(Guide::at))
            .filter(Double::isFinite)
            .map(value -> Math.max(value, floor))
            .map(value -> value * factor)
            .sorted()
            .toArray();
    double low = values.length == 0 ? 0 : values[0];
    double high = values.length == 0 ? 1 : values[values.length - 1];
    return logarithmic ? Axis.money(low, high, from, to) : Axis.even(low, high, from, to);
  }

  private void draw(Canvas canvas, Row row, Axis axis, double y, Size size) {
    String style = row.strong() ? " strong" : "";
    canvas.group("range" + style, row.label());
    canvas.text(
        "label" + style,
        size == Size.WIDE ? 198 : 118,
        y + 4,
        "end",
        Caption.shorten(row.label(), size.letters()));
    if (row.value() < floor) {
      canvas.path("dot", "M%s %sl9 -5v10z".formatted(pixel(axis.from()), pixel(y)));
    } else {
      double low = Math.max(row.low(), floor) * factor;
      canvas.line("bar", axis.pixel(low), y, axis.pixel(row.high() * factor), y);
      row.inner()
          .map(range -> new double[] {axis.pixel(range.low()), axis.pixel(range.high())})
          .ifPresent(ends -> canvas.line("inner", ends[0], y, ends[1], y));
      canvas.circle("dot", axis.pixel(row.value() * factor), y, row.strong() ? 5 : 4);
    }
    canvas.endGroup();
  }
}
