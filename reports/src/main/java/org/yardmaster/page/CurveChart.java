package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Look;
import org.yardmaster.chart.XyChart;
import org.yardmaster.chart.XyChart.Line;
import org.yardmaster.chart.XyChart.Mark;
import org.yardmaster.chart.XyChart.Spot;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/** What the cost-quality chart shows of an evaluation. */
final class CurveChart {
  /** Curves with more points are thinned for drawing; their hull stays. The twin has all. */
  private static final int MOST_POINTS = 120;

  private final DatasetView view;
  private final List<Mark> marks = new ArrayList<>();
  private final List<CurvePoint> taken = new ArrayList<>();

  private CurveChart(DatasetView view) {
    this.view = view;
  }

  /** The chart, unless no candidate has a known cost. */
  static Optional<XyChart> of(DatasetView view) {
    CurveChart chart = new CurveChart(view);
    chart.addMarks();
    List<Line> lines = chart.lines();
    return lines.isEmpty() && chart.marks.isEmpty()
        ? Optional.empty()
        : Optional.of(chart.chart(lines));
  }

  private XyChart chart(List<Line> lines) {
    return new XyChart(
        new Frame(
            view.id() + "-curve",
            view.words().heading("Quality over cost on " + view.evaluation().dataset()),
            description()),
        "USD per 1,000 prompts",
        view.words().heading("Quality in per cent"),
        true,
        false,
        lines,
        marks,
        IntStream.range(0, view.derived().stops().size())
            .mapToObj(stop -> spot(view.derivedPath("stops/" + stop)))
            .toList());
  }

  private String description() {
    return "Circles are single candidates, diamonds are baselines without a router, filled dots are"
        + " learned policies; the largest is the judged one, with the interval of its quality. The"
        + " oracle knows every grade beforehand and is a bound, not a policy."
        + (view.words().simulated() ? " All figures are simulated." : "");
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    List<CostQualityCurve> curves = view.evaluation().curves();
    for (int index = 0; index < curves.size(); index++) {
      CostQualityCurve curve = curves.get(index);
      String at = "%s/curves/%d/points/".formatted(view.path(), index);
      List<Spot> spots = shown(curve).stream().map(point -> spot(at + point)).toList();
      lines.add(new Line(curve.id(), look(curve.kind()), spots));
    }
    return lines;
  }

  private static Spot spot(String at) {
    return new Spot(at + "/usdPer1k", at + "/quality");
  }

  private static Look look(PolicyKind kind) {
    return switch (kind) {
      case LEARNED -> Look.LEARNED;
      case BASELINE -> Look.BASELINE;
      case ORACLE -> Look.ORACLE;
    };
  }

  private void addMarks() {
    List<PolicyResult> policies = view.evaluation().policies();
    view.derived().main().ifPresent(main -> add(main, Look.CHOSEN));
    List<CandidateResult> candidates = view.evaluation().candidates();
    for (int index = 0; index < candidates.size(); index++) {
      CandidateResult candidate = candidates.get(index);
      String at = view.path() + "/candidates/" + index;
      add(candidate.id(), Look.CANDIDATE, at, candidate.usdPer1k(), candidate.quality());
    }
    for (int index = 0; index < policies.size(); index++) {
      PolicyResult policy = policies.get(index);
      boolean known =
          policy.id().equals(view.evaluation().mainPolicy()) || view.evaluation().single(policy);
      if (!known && policy.kind() != PolicyKind.ORACLE && !coincides(policy)) {
        add(index, look(policy.kind()));
      }
    }
  }

  /** A baseline that coincides with a single candidate is that candidate. */
  private boolean coincides(PolicyResult policy) {
    return policy
        .usdPer1k()
        .map(cost -> taken.stream().anyMatch(other -> same(other, cost, policy.quality())))
        .orElse(true);
  }

  private static boolean same(CurvePoint point, Estimate cost, Estimate quality) {
    return Math.abs(point.quality() - quality.value()) < 1e-9
        && Math.abs(point.usdPer1k() - cost.value()) < 1e-9;
  }

  private void add(int index, Look look) {
    PolicyResult policy = view.evaluation().policies().get(index);
    String at = view.path() + "/policies/" + index;
    add(policy.id(), look, at, policy.usdPer1k(), policy.quality());
  }

  private void add(String id, Look look, String at, Optional<Estimate> cost, Estimate quality) {
    if (cost.isPresent()) {
      marks.add(new Mark(id, look, spot(at), look == Look.CHOSEN));
      taken.add(new CurvePoint(cost.get().value(), quality.value()));
    }
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
