package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/**
 * Lines and marks over two axes of numbers.
 *
 * @param horizontal title of the axis, with unit
 * @param vertical likewise
 * @param logarithmic true where the horizontal axis may be logarithmic
 * @param diagonal true to share one range and draw the line where both coordinates are equal
 * @param marks single points, the most important first: labels are placed in this order
 * @param stops points that a slider can select, in its order
 */
public record XyChart(
    Frame frame,
    String horizontal,
    String vertical,
    boolean logarithmic,
    boolean diagonal,
    List<Line> lines,
    List<Mark> marks,
    List<Spot> stops)
    implements Chart {
  public XyChart {
    requireNonNull(frame, "frame is null");
    requireNonNull(horizontal, "horizontal is null");
    requireNonNull(vertical, "vertical is null");
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    stops = List.copyOf(stops);
  }

  /** Pointers to both coordinates. */
  public record Spot(String x, String y) {
    public Spot {
      requireNonNull(x, "x is null");
      requireNonNull(y, "y is null");
    }
  }

  /** Spots in order of their first coordinate, joined by chords that are straight in its unit. */
  public record Line(String label, Look look, List<Spot> spots) {
    public Line {
      requireNonNull(label, "label is null");
      requireNonNull(look, "look is null");
      spots = List.copyOf(spots);
    }
  }

  /**
   * A spot of its own.
   *
   * @param label written beside it; may be empty
   * @param interval true to draw the interval of the second coordinate
   */
  public record Mark(String label, Look look, Spot spot, boolean interval) {
    public Mark {
      requireNonNull(label, "label is null");
      requireNonNull(look, "look is null");
      requireNonNull(spot, "spot is null");
    }
  }

  /** One line through every row of a table, with a mark and an interval on each. */
  public static XyChart line(
      Frame frame, Table table, int x, int y, String horizontal, String vertical) {
    List<Spot> spots = table.rows().stream().map(row -> spot(row, x, y)).toList();
    return new XyChart(
        frame,
        horizontal,
        vertical,
        false,
        false,
        List.of(new Line("", Look.LEARNED, spots)),
        spots.stream().map(spot -> new Mark("", Look.LEARNED, spot, true)).toList(),
        List.of());
  }

  /** A labelled mark for every row of a table, over a logarithmic axis where that helps. */
  public static XyChart marks(
      Frame frame, Table table, int x, int y, String horizontal, String vertical) {
    List<Mark> marks =
        table.rows().stream()
            .map(
                row ->
                    new Mark(
                        row.cells().getFirst().shown(),
                        Look.of(row.emphasis()),
                        spot(row, x, y),
                        row.emphasis()))
            .toList();
    return new XyChart(frame, horizontal, vertical, true, false, List.of(), marks, List.of());
  }

  /** The same with a logarithmic axis where the values allow and deserve it. */
  public XyChart overLogarithm() {
    return new XyChart(frame, horizontal, vertical, true, diagonal, lines, marks, stops);
  }

  /** The same with one range for both axes and the line where both coordinates are equal. */
  public XyChart withDiagonal() {
    return new XyChart(frame, horizontal, vertical, logarithmic, true, lines, marks, stops);
  }

  private static Spot spot(Row row, int x, int y) {
    return new Spot(row.cells().get(x).pointer(), row.cells().get(y).pointer());
  }
}
