package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.RangeChart;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.PolicyResult;

/** Median and 95th percentile of latency, for the main policy and every candidate that has them. */
final class LatencySection {
  private LatencySection() {}

  static void write(Markup markup, DatasetView view) {
    List<RangeChart.Row> rows = new ArrayList<>();
    view.mainPolicy().flatMap(LatencySection::policy).ifPresent(rows::add);
    for (CandidateResult candidate : view.evaluation().candidates()) {
      row(candidate.id(), candidate.p50Seconds(), candidate.p95Seconds(), false)
          .ifPresent(rows::add);
    }
    if (rows.isEmpty()) {
      return;
    }
    DatasetSection.heading(markup, view, "How long answers take");
    String explanation = "From the median (dot) to the 95th percentile (end of the bar).";
    String title = view.words().heading("Latency of the policy and of every candidate");
    RangeChart chart =
        new RangeChart(
            new Frame(view.id() + "-latency", title, explanation),
            true,
            1,
            0,
            "seconds",
            rows,
            List.of());
    HtmlFigure.write(markup, chart);
  }

  private static Optional<RangeChart.Row> policy(PolicyResult policy) {
    return row(policy.id(), policy.p50Seconds(), policy.p95Seconds(), true);
  }

  private static Optional<RangeChart.Row> row(
      String label, Optional<Double> median, Optional<Double> high, boolean strong) {
    return median.flatMap(
        low -> high.map(most -> new RangeChart.Row(label, low, low, most, strong)));
  }
}
