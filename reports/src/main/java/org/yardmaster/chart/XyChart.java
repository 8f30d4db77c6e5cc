package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;
import static org.yardmaster.chart.Canvas.pixel;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.yardmaster.table.Numbers;

/**
 * Connected points over two axes.
 *
 * @param horizontal title of the axis, with unit
 * @param logarithmic true where the horizontal axis may be logarithmic
 * @param diagonal true to share one range and draw the line where both coordinates are equal
 * @param points in order of their first coordinate
 */
public record XyChart(
    Frame frame,
    String horizontal,
    String vertical,
    boolean logarithmic,
    boolean diagonal,
    List<Point> points)
    implements Chart {
  private static final double HEIGHT = 340;
  private static final double LEFT = 46;
  private static final double SQUARE = 360;
  private static final double OBLONG = 620;
  private static final double TOP = 24;
  private static final double BOTTOM = HEIGHT - 42;

  public XyChart {
    requireNonNull(frame, "frame is null");
    requireNonNull(horizontal, "horizontal is null");
    requireNonNull(vertical, "vertical is null");
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("Chart (%s) has no points.".formatted(frame.id()));
    }
  }

  /**
   * A point, in the units of the axes.
   *
   * @param interval of the second coordinate
   */
  public record Point(double x, double y, Optional<Plot.Range> interval) {
    private DoubleStream heights() {
      return interval
          .map(range -> DoubleStream.of(y, range.low(), range.high()))
          .orElse(DoubleStream.of(y));
    }
  }

  @Override
  public void write(Markup markup, Size size) {
    double right = size == Size.NARROW ? size.width() - 14 : diagonal ? SQUARE : OBLONG;
    DoubleStream widths = points.stream().mapToDouble(Point::x);
    DoubleStream heights = points.stream().flatMapToDouble(Point::heights);
    Plot.Range across = range(diagonal ? both() : widths);
    Plot.Range up = range(diagonal ? both() : heights);
    Axis x =
        logarithmic
            ? Axis.money(across.low(), across.high(), LEFT, right)
            : Axis.even(across.low(), across.high(), LEFT, right);
    Axis y = Axis.even(up.low(), up.high(), BOTTOM - 4, TOP);
    Canvas canvas = Canvas.open(markup, size, HEIGHT, frame);
    drawAxes(canvas, x, y, diagonal ? 6 : size.ticks(), right);
    draw(canvas, x, y);
    canvas.close();
  }

  private DoubleStream both() {
    return DoubleStream.concat(
        points.stream().mapToDouble(Point::x), points.stream().flatMapToDouble(Point::heights));
  }

  private static Plot.Range range(DoubleStream values) {
    double[] sorted = values.filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? new Plot.Range(0, 1)
        : new Plot.Range(sorted[0], sorted[sorted.length - 1]);
  }

  private void drawAxes(Canvas canvas, Axis x, Axis y, int ticks, double right) {
    for (double tick : y.ticks(6)) {
      canvas.line("grid", LEFT, y.pixel(tick), right, y.pixel(tick));
      canvas.text("tick", LEFT - 6, y.pixel(tick) + 4, "end", Numbers.plain(tick));
    }
    for (double tick : x.ticks(ticks)) {
      canvas.line("stub", x.pixel(tick), BOTTOM, x.pixel(tick), BOTTOM + 5);
      canvas.text("tick", x.pixel(tick), BOTTOM + 18, "middle", Numbers.plain(tick));
    }
    canvas.line("frame", LEFT, BOTTOM, right, BOTTOM);
    String scale = x.logarithmic() ? ", logarithmic" : "";
    canvas.text("axis", right, HEIGHT - 5, "end", horizontal + scale);
    canvas.text("axis", 2, 11, "start", vertical);
    if (diagonal) {
      canvas.line(
          "guide", x.pixel(x.low()), y.pixel(x.low()), x.pixel(x.high()), y.pixel(x.high()));
    }
  }

  private void draw(Canvas canvas, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      double across = x.pixel(point.x());
      path.append(path.isEmpty() ? 'M' : 'L').append(pixel(across)).append(' ');
      path.append(pixel(y.pixel(point.y())));
      point
          .interval()
          .map(range -> new double[] {y.pixel(range.low()), y.pixel(range.high())})
          .ifPresent(ends -> canvas.line("whisker", across, ends[0], across, ends[1]));
    }
    canvas.path("line learned", path.toString());
    points.forEach(point -> canvas.circle("point", x.pixel(point.x()), y.pixel(point.y()), 3.5));
  }
}
