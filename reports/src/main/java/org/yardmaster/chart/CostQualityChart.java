package org.yardmaster.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yardmaster.chart.Plot.Line;
import org.yardmaster.chart.Plot.Look;
import org.yardmaster.chart.Plot.Mark;
import org.yardmaster.chart.Plot.Spot;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Unit;

/**
 * Quality over cost, directly labelled, without a legend. Cost is logarithmic where it spans more
 * than a factor of three. Chords are straight in dollars, so they bend on the logarithmic axis.
 */
public final class CostQualityChart {
  private static final int CHORD_STEPS = 12;

  private final Plot plot;
  private final Size size;
  private final Axis across;
  private final Axis up;
  private final Labels labels;

  /** The two sizes that a page offers: one for paper and wide screens, one for phones. */
  public enum Size {
    WIDE(880, 470, 26, 9),
    NARROW(380, 430, 16, 4);

    private final int width;
    private final int height;
    private final int letters;
    private final int ticks;

    Size(int width, int height, int letters, int ticks) {
      this.width = width;
      this.height = height;
      this.letters = letters;
      this.ticks = ticks;
    }

    String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private CostQualityChart(Plot plot, Size size) {
    this.plot = plot;
    this.size = size;
    List<Spot> spots = spots(plot);
    double[] usd = spots.stream().mapToDouble(Spot::usd).toArray();
    double[] quality = spots.stream().mapToDouble(Spot::quality).toArray();
    this.across = Axis.money(least(usd), most(usd), 46, size.width - 14);
    this.up = Axis.even(least(quality), most(quality), size.height - 46, 24);
    this.labels = new Labels(44, 16, size.width - 2, size.height - 44);
  }

  /** Writes one {@code svg} element; writes a sentence instead when there is nothing to draw. */
  public static void write(Markup markup, Plot plot, Size size) {
    if (spots(plot).isEmpty()) {
      markup.element("p", "No candidate has a known cost, so there is no curve.");
      return;
    }
    new CostQualityChart(plot, size).draw(markup);
  }

  private static List<Spot> spots(Plot plot) {
    return Stream.concat(
            plot.lines().stream().flatMap(line -> line.spots().stream()),
            plot.marks().stream().map(Mark::spot))
        .toList();
  }

  private static double least(double[] values) {
    return java.util.Arrays.stream(values).min().orElse(0);
  }

  private static double most(double[] values) {
    return java.util.Arrays.stream(values).max().orElse(1);
  }

  private void draw(Markup markup) {
    String id = plot.id() + "-" + size.style();
    markup.open(
        "svg",
        "class",
        "chart " + size.style(),
        "viewBox",
        "0 0 %d %d".formatted(size.width, size.height),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-description");
    markup.element("title", plot.title(), "id", id + "-title");
    markup.element("desc", plot.description(), "id", id + "-description");
    drawAxes(markup);
    reserve();
    plot.lines().forEach(line -> drawLine(markup, line));
    plot.marks().forEach(mark -> drawMark(markup, mark));
    plot.marks().forEach(mark -> labelMark(markup, mark));
    plot.lines().forEach(line -> labelLine(markup, line));
    drawStops(markup);
    markup.close();
  }

  private void drawAxes(Markup markup) {
    double bottom = size.height - 40;
    for (double tick : up.ticks(6)) {
      String y = pixel(up.pixel(tick));
      markup.leaf(
          "line", "class", "grid", "x1", "46", "x2", pixel(size.width - 8), "y1", y, "y2", y);
      text(markup, 40, up.pixel(tick) + 4, "end", "tick", Numbers.format(Unit.PERCENT, tick));
    }
    for (double tick : across.ticks(size.ticks)) {
      String x = pixel(across.pixel(tick));
      markup.leaf(
          "line", "class", "stub", "x1", x, "x2", x, "y1", pixel(bottom), "y2", pixel(bottom + 5));
      text(
          markup,
          across.pixel(tick),
          bottom + 18,
          "middle",
          "tick",
          Numbers.format(Unit.USD, tick));
    }
    markup.leaf(
        "line",
        "class",
        "frame",
        "x1",
        "46",
        "x2",
        pixel(size.width - 8),
        "y1",
        pixel(bottom),
        "y2",
        pixel(bottom));
    String scale = across.logarithmic() ? ", logarithmic" : "";
    text(markup, size.width - 8, size.height - 4, "end", "axis", plot.horizontal() + scale);
    text(markup, 2, 11, "start", "axis", plot.vertical());
  }

  /** Keeps labels off marks, and where possible off lines. */
  private void reserve() {
    for (Mark mark : plot.marks()) {
      labels.block(across.pixel(mark.spot().usd()), up.pixel(mark.spot().quality()), 6);
    }
    for (Line line : plot.lines()) {
      for (Spot spot : dense(line.spots())) {
        labels.avoid(across.pixel(spot.usd()), up.pixel(spot.quality()));
      }
    }
  }

  private void drawLine(Markup markup, Line line) {
    StringBuilder path = new StringBuilder();
    for (Spot spot : dense(line.spots())) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(pixel(across.pixel(spot.usd())))
          .append(' ')
          .append(pixel(up.pixel(spot.quality())));
    }
    if (line.spots().size() > 1) {
      markup.leaf("path", "class", "line " + line.look().style(), "d", path.toString());
    }
  }

  private List<Spot> dense(List<Spot> spots) {
    if (!across.logarithmic() || spots.size() > 200) {
      return spots;
    }
    List<Spot> dense = new ArrayList<>();
    for (int index = 0; index + 1 < spots.size(); index++) {
      for (int step = 0; step < CHORD_STEPS; step++) {
        dense.add(between(spots.get(index), spots.get(index + 1), (double) step / CHORD_STEPS));
      }
    }
    if (!spots.isEmpty()) {
      dense.add(spots.getLast());
    }
    return dense;
  }

  private static Spot between(Spot first, Spot second, double share) {
    return new Spot(
        first.usd() + share * (second.usd() - first.usd()),
        first.quality() + share * (second.quality() - first.quality()));
  }

  private void drawMark(Markup markup, Mark mark) {
    String x = pixel(across.pixel(mark.spot().usd()));
    double y = up.pixel(mark.spot().quality());
    markup.open("g", "class", "mark " + mark.look().style());
    markup.element("title", mark.label());
    mark.quality()
        .ifPresent(
            range ->
                markup.leaf(
                    "line",
                    "class",
                    "whisker",
                    "x1",
                    x,
                    "x2",
                    x,
                    "y1",
                    pixel(clamp(up.pixel(range.low()))),
                    "y2",
                    pixel(clamp(up.pixel(range.high())))));
    if (mark.look() == Look.BASELINE) {
      double centre = across.pixel(mark.spot().usd());
      markup.leaf("path", "d", "M%s %sl5 5l-5 5l-5 -5z".formatted(pixel(centre), pixel(y - 5)));
    } else {
      String radius = mark.look() == Look.CHOSEN ? "6" : "4.5";
      markup.leaf("circle", "cx", x, "cy", pixel(y), "r", radius);
    }
    markup.close();
  }

  private double clamp(double y) {
    return Math.max(18, Math.min(size.height - 40, y));
  }

  private void labelMark(Markup markup, Mark mark) {
    double x = across.pixel(mark.spot().usd());
    double y = up.pixel(mark.spot().quality());
    label(markup, x, y, mark.label(), mark.look());
  }

  /** A line is named near its upper middle, where there is room. */
  private void labelLine(Markup markup, Line line) {
    List<Spot> spots = dense(line.spots());
    if (spots.size() < 2 || line.label().isEmpty()) {
      return;
    }
    for (double share : new double[] {0.6, 0.4, 0.75, 0.25, 0.9, 0.1}) {
      Spot spot = spots.get((int) (share * (spots.size() - 1)));
      double x = across.pixel(spot.usd());
      if (label(markup, x, up.pixel(spot.quality()), line.label(), line.look())) {
        return;
      }
    }
  }

  private boolean label(Markup markup, double x, double y, String name, Look look) {
    String caption = Caption.shorten(name, size.letters);
    Optional<Labels.Placed> found = labels.place(x, y, Caption.width(caption));
    found.ifPresent(
        placed -> {
          if (placed.far()) {
            markup.leaf(
                "line",
                "class",
                "leader",
                "x1",
                pixel(x),
                "y1",
                pixel(y),
                "x2",
                pixel(placed.x()),
                "y2",
                pixel(placed.y() - 4));
          }
          text(markup, placed.x(), placed.y(), placed.anchor(), "label " + look.style(), caption);
        });
    return found.isPresent();
  }

  private void drawStops(Markup markup) {
    for (int index = 0; index < plot.stops().size(); index++) {
      Spot spot = plot.stops().get(index);
      markup.leaf(
          "circle",
          "class",
          "stop",
          "data-stop",
          Integer.toString(index),
          "cx",
          pixel(across.pixel(spot.usd())),
          "cy",
          pixel(up.pixel(spot.quality())),
          "r",
          "9");
    }
  }

  private static void text(
      Markup markup, double x, double y, String anchor, String style, String text) {
    markup.element(
        "text", text, "class", style, "x", pixel(x), "y", pixel(y), "text-anchor", anchor);
  }

  private static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
