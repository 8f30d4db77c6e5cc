package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Plot;
import org.yardmaster.chart.Plot.Line;
import org.yardmaster.chart.Plot.Look;
import org.yardmaster.chart.Plot.Mark;
import org.yardmaster.chart.Plot.Range;
import org.yardmaster.chart.Plot.Spot;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/** What the cost-quality chart shows of an evaluation. */
final class CurvePlot {
  /** Curves with more points are thinned for drawing; their hull stays. The twin has all. */
  private static final int MOST_POINTS = 120;

  private CurvePlot() {}

  static Plot of(DatasetView view) {
    List<Line> lines = new ArrayList<>();
    for (CostQualityCurve curve : view.evaluation().curves()) {
      List<Spot> spots =
          shown(curve).stream()
              .map(curve.points()::get)
              .map(point -> new Spot(point.usdPer1k(), point.quality()))
              .toList();
      lines.add(new Line(curve.id(), look(curve.kind()), spots));
    }
    List<Spot> stops =
        view.derived().stops().stream()
            .map(stop -> new Spot(stop.usdPer1k(), stop.quality()))
            .toList();
    return new Plot(
        new Frame(
            view.id() + "-curve",
            view.words().heading("Quality over cost on " + view.evaluation().dataset()),
            description(view)),
        "USD per 1,000 prompts",
        view.words().heading("Quality in per cent"),
        lines,
        marks(view),
        stops);
  }

  private static String description(DatasetView view) {
    return "Circles are single candidates, diamonds are baselines without a router, filled dots are"
        + " learned policies; the largest is the judged one, with the interval of its quality. The"
        + " oracle knows every grade beforehand and is a bound, not a policy."
        + (view.words().simulated() ? " All figures are simulated." : "");
  }

  private static Look look(PolicyKind kind) {
    return switch (kind) {
      case LEARNED -> Look.LEARNED;
      case BASELINE -> Look.BASELINE;
      case ORACLE -> Look.ORACLE;
    };
  }

  private static List<Mark> marks(DatasetView view) {
    List<Mark> marks = new ArrayList<>();
    view.mainPolicy().flatMap(main -> policy(main, Look.CHOSEN)).ifPresent(marks::add);
    for (CandidateResult candidate : view.evaluation().candidates()) {
      candidate
          .usdPer1k()
          .map(cost -> spot(cost, candidate.quality()))
          .map(spot -> new Mark(candidate.id(), Look.CANDIDATE, spot, Optional.empty()))
          .ifPresent(marks::add);
    }
    for (PolicyResult policy : view.evaluation().policies()) {
      boolean known =
          policy.id().equals(view.evaluation().mainPolicy()) || view.evaluation().single(policy);
      if (!known && policy.kind() != PolicyKind.ORACLE) {
        policy(policy, look(policy.kind())).filter(mark -> free(mark, marks)).ifPresent(marks::add);
      }
    }
    return marks;
  }

  /** A baseline that coincides with a single candidate is that candidate. */
  private static boolean free(Mark mark, List<Mark> others) {
    return others.stream()
        .noneMatch(
            other ->
                Math.abs(other.spot().quality() - mark.spot().quality()) < 1e-9
                    && Math.abs(other.spot().usd() - mark.spot().usd()) < 1e-9);
  }

  private static Optional<Mark> policy(PolicyResult policy, Look look) {
    return policy
        .usdPer1k()
        .map(
            cost ->
                new Mark(
                    policy.id(),
                    look,
                    spot(cost, policy.quality()),
                    look == Look.CHOSEN
                        ? Optional.of(new Range(policy.quality().low(), policy.quality().high()))
                        : Optional.empty()));
  }

  private static Spot spot(Estimate cost, Estimate quality) {
    return new Spot(cost.value(), quality.value());
  }

  /** The points of all curves that the chart draws, as a table. */
  static Table points(DatasetView view) {
    Table all = new EvaluationTables(view.evaluation(), view.path()).curves();
    List<Row> rows = new ArrayList<>();
    int start = 0;
    for (CostQualityCurve curve : view.evaluation().curves()) {
      for (int point : shown(curve)) {
        rows.add(all.rows().get(start + point));
      }
      start += curve.points().size();
    }
    return new Table(all.id(), all.title(), all.columns(), rows);
  }

  private static List<Integer> shown(CostQualityCurve curve) {
    List<CurvePoint> points = curve.points();
    if (points.size() <= MOST_POINTS) {
      return IntStream.range(0, points.size()).boxed().toList();
    }
    TreeSet<Integer> kept = new TreeSet<>(Hull.rising(points, Derived.MOST_STOPS));
    for (int step = 0; step < MOST_POINTS; step++) {
      kept.add((int) ((long) step * (points.size() - 1) / (MOST_POINTS - 1)));
    }
    return List.copyOf(kept);
  }
}
