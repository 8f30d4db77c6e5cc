package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;
import static org.yardmaster.chart.Canvas.pixel;

import java.util.List;

/**
 * Amounts flowing from sources on the left to targets on the right, as ribbons; later targets are
 * stronger in colour.
 *
 * @param amounts one row per source, one column per target; not negative
 */
public record FlowChart(
    Frame frame, List<String> sources, List<String> targets, List<List<Double>> amounts)
    implements Chart {
  private static final double GAP = 12;
  private static final double BODY = 320;
  private static final int SHADES = 8;
  private static final double NODE = 5;

  public FlowChart {
    requireNonNull(frame, "frame is null");
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    amounts = amounts.stream().map(List::copyOf).toList();
    if (amounts.size() != sources.size() || !matches(amounts, targets.size())) {
      throw new IllegalArgumentException("Amounts need a row per source and a column per target.");
    }
  }

  private static boolean matches(List<List<Double>> amounts, int columns) {
    return amounts.stream().allMatch(row -> row.size() == columns);
  }

  @Override
  public void write(Markup markup, Size size) {
    int nodes = Math.max(sources.size(), targets.size());
    double height = BODY + GAP * nodes + 8;
    Canvas canvas = Canvas.open(markup, size, height, frame);
    double total = amounts.stream().flatMap(List::stream).mapToDouble(amount -> amount).sum();
    double unit = total > 0 ? BODY / total : 0;
    double side = size == Size.WIDE ? 250 : 122;
    double[] leaving = tops(sourceTotals(), unit, height);
    double[] arriving = tops(targetTotals(), unit, height);
    labels(canvas, size, side, leaving, arriving, unit);
    for (int target = 0; target < targets.size(); target++) {
      for (int source = 0; source < sources.size(); source++) {
        double width = amounts.get(source).get(target) * unit;
        if (width > 0) {
          canvas.path(
              "flow flow" + target * SHADES / targets.size(),
              ribbon(side, size.width() - side, leaving[source], arriving[target], width));
        }
        leaving[source] += width;
        arriving[target] += width;
      }
    }
    canvas.close();
  }

  private double[] sourceTotals() {
    return amounts.stream()
        .mapToDouble(row -> row.stream().mapToDouble(amount -> amount).sum())
        .toArray();
  }

  private double[] targetTotals() {
    double[] totals = new double[targets.size()];
    for (List<Double> row : amounts) {
      for (int target = 0; target < totals.length; target++) {
        totals[target] += row.get(target);
      }
    }
    return totals;
  }

  /** Upper edges of nodes stacked with equal gaps, filling the height. */
  private static double[] tops(double[] totals, double unit, double height) {
    double gap = totals.length < 2 ? 0 : (height - 16 - BODY) / (totals.length - 1);
    double[] tops = new double[totals.length];
    double y = 8;
    for (int index = 0; index < totals.length; index++) {
      tops[index] = y;
      y += totals[index] * unit + gap;
    }
    return tops;
  }

  private void labels(
      Canvas canvas, Size size, double side, double[] left, double[] right, double unit) {
    double[] leaving = sourceTotals();
    double[] arriving = targetTotals();
    int letters = size == Size.WIDE ? 34 : 17;
    for (int source = 0; source < left.length; source++) {
      double middle = left[source] + leaving[source] * unit / 2 + 4;
      String caption = Caption.shorten(sources.get(source), letters);
      canvas.text("label", side - 2 * NODE, middle, "end", caption);
      node(canvas, side - NODE, left[source], leaving[source] * unit);
    }
    for (int target = 0; target < right.length; target++) {
      double middle = right[target] + arriving[target] * unit / 2 + 4;
      double x = size.width() - side + 2 * NODE;
      canvas.text("label", x, middle, "start", Caption.shorten(targets.get(target), letters));
      node(canvas, size.width() - side, right[target], arriving[target] * unit);
    }
  }

  private static void node(Canvas canvas, double x, double y, double height) {
    canvas.path(
        "node", "M%s %sh%sv%sh-%sz".formatted(pixel(x), pixel(y), NODE, pixel(height), NODE));
  }

  private static String ribbon(double left, double right, double from, double to, double width) {
    String middle = pixel((left + right) / 2);
    return "M%s %sC%s %s %s %s %s %sv%sC%s %s %s %s %s %sz"
        .formatted(
            pixel(left),
            pixel(from),
            middle,
            pixel(from),
            middle,
            pixel(to),
            pixel(right),
            pixel(to),
            pixel(width),
            middle,
            pixel(to + width),
            middle,
            pixel(from + width),
            pixel(left),
            pixel(from + width));
  }
}
