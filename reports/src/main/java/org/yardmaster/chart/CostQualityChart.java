package org.yardmaster.chart;

import static org.yardmaster.chart.Canvas.pixel;

import java.util.ArrayList;
import java.util.List;
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
final class CostQualityChart {
  private static final int CHORD_STEPS = 12;
  private static final double LEFT = 46;
  private static final double TOP = 24;
  private static final double HEIGHT = 470;
  private static final double BOTTOM = HEIGHT - 42;

  private final Plot plot;
  private final Size size;
  private final Axis across;
  private final Axis up;
  private final Labels labels;
  private final Canvas canvas;

  private CostQualityChart(Plot plot, Size size, Canvas canvas) {
    this.plot = plot;
    this.size = size;
    this.canvas = canvas;
    List<Spot> spots = spots(plot);
    double[] usd = spots.stream().mapToDouble(Spot::usd).sorted().toArray();
    double[] quality = spots.stream().mapToDouble(Spot::quality).sorted().toArray();
    this.across =
        Axis.money(usd[0], usd[usd.length - 1], LEFT, size.width() - (size == Size.WIDE ? 60 : 24));
    this.up = Axis.even(quality[0], quality[quality.length - 1], BOTTOM - 4, TOP);
    this.labels = new Labels(LEFT - 2, TOP - 8, size.width() - 2, BOTTOM - 2, size == Size.NARROW);
  }

  static void write(Markup markup, Plot plot, Size size) {
    if (spots(plot).isEmpty()) {
      markup.element("p", "No candidate has a known cost, so there is no curve.");
      return;
    }
    Canvas canvas = Canvas.open(markup, size, HEIGHT, plot.frame());
    new CostQualityChart(plot, size, canvas).draw();
    canvas.close();
  }

  private static List<Spot> spots(Plot plot) {
    return Stream.concat(
            plot.lines().stream().flatMap(line -> line.spots().stream()),
            plot.marks().stream().map(Mark::spot))
        .toList();
  }

  private double x(Spot spot) {
    return across.pixel(spot.usd());
  }

  private double y(Spot spot) {
    return up.pixel(spot.quality());
  }

  private void draw() {
    drawAxes();
    reserve();
    plot.lines().forEach(this::drawLine);
    plot.marks().reversed().forEach(this::drawMark);
    plot.marks().forEach(mark -> label(mark.spot(), mark.label(), mark.look()));
    plot.lines().forEach(this::labelLine);
    for (int index = 0; index < plot.stops().size(); index++) {
      canvas.stop(index, x(plot.stops().get(index)), y(plot.stops().get(index)));
    }
  }

  private void drawAxes() {
    double right = size.width() - 8;
    for (double tick : up.ticks(6)) {
      double y = up.pixel(tick);
      canvas.line("grid", LEFT, y, right, y);
      canvas.text("tick", LEFT - 6, y + 4, "end", Numbers.format(Unit.PERCENT, tick));
    }
    for (double tick : across.ticks(size.ticks())) {
      double x = across.pixel(tick);
      canvas.line("stub", x, BOTTOM, x, BOTTOM + 5);
      canvas.text("tick", x, BOTTOM + 18, "middle", "$" + Numbers.plain(tick));
    }
    canvas.line("frame", LEFT, BOTTOM, right, BOTTOM);
    String scale = across.logarithmic() ? ", logarithmic" : "";
    canvas.text("axis", right, HEIGHT - 5, "end", plot.horizontal() + scale);
    canvas.text("axis", 2, 11, "start", plot.vertical());
  }

  /** Keeps labels off marks, and where possible off lines. */
  private void reserve() {
    plot.marks().forEach(mark -> labels.block(x(mark.spot()), y(mark.spot()), 6));
    for (Line line : plot.lines()) {
      dense(line.spots()).forEach(spot -> labels.avoid(x(spot), y(spot)));
    }
  }

  private void drawLine(Line line) {
    if (line.spots().size() < 2) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (Spot spot : dense(line.spots())) {
      path.append(path.isEmpty() ? 'M' : 'L').append(pixel(x(spot))).append(' ');
      path.append(pixel(y(spot)));
    }
    canvas.path("line " + line.look().style(), path.toString());
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

  private void drawMark(Mark mark) {
    double x = x(mark.spot());
    double y = y(mark.spot());
    canvas.group("mark " + mark.look().style(), mark.label());
    mark.quality()
        .ifPresent(
            range ->
                canvas.line(
                    "whisker", x, clamp(up.pixel(range.low())), x, clamp(up.pixel(range.high()))));
    switch (mark.look()) {
      case BASELINE, ORACLE ->
          canvas.path("dot", "M%s %sl5 5l-5 5l-5 -5z".formatted(pixel(x), pixel(y - 5)));
      case CANDIDATE -> canvas.circle("dot", x, y, 4.5);
      case LEARNED -> canvas.circle("dot", x, y, 4);
      case CHOSEN -> canvas.circle("dot", x, y, 6);
    }
    canvas.endGroup();
  }

  private static double clamp(double y) {
    return Math.max(TOP, Math.min(BOTTOM, y));
  }

  /** A line is named where there is room, unless a mark on it has its name already. */
  private void labelLine(Line line) {
    List<Spot> spots = dense(line.spots());
    boolean named = plot.marks().stream().anyMatch(mark -> mark.label().equals(line.label()));
    if (named || spots.size() < 2) {
      return;
    }
    for (double share : new double[] {0.6, 0.4, 0.75, 0.25, 0.9, 0.1}) {
      Spot spot = spots.get((int) (share * (spots.size() - 1)));
      if (label(spot, line.label(), line.look())) {
        return;
      }
    }
  }

  private boolean label(Spot spot, String name, Look look) {
    String caption = Caption.shorten(name, size.letters());
    Optional<Labels.Placed> found = labels.place(x(spot), y(spot), Caption.width(caption));
    found.ifPresent(placed -> write(spot, caption, look, placed));
    return found.isPresent();
  }

  private void write(Spot spot, String caption, Look look, Labels.Placed placed) {
    if (placed.far()) {
      canvas.line("leader", x(spot), y(spot), placed.x(), placed.y() - 4);
    }
    canvas.text("label " + look.style(), placed.x(), placed.y(), placed.anchor(), caption);
  }
}
