package org.yardmaster.page;

import java.util.List;
import java.util.Optional;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.Plot;
import org.yardmaster.chart.RangeChart;
import org.yardmaster.evaluate.LatencyProfile;

/** How latencies of the main policy and of every timed candidate are distributed. */
final class LatencySection {
  private static final int P5 = 0;
  private static final int P25 = 1;
  private static final int P50 = 2;
  private static final int P75 = 3;
  private static final int P95 = 4;

  private LatencySection() {}

  static boolean present(DatasetView view) {
    return !view.report().extras().latencies().isEmpty();
  }

  static void write(Markup markup, DatasetView view) {
    String explanation =
        "The dot is the median, the thick bar holds the middle half of the answers, the thin one"
            + " ends at the 5th and the 95th percentile.";
    String title = view.words().heading("Latency of the policy and of every timed candidate");
    List<RangeChart.Row> rows =
        view.report().extras().latencies().stream()
            .map(profile -> row(profile, view.evaluation().mainPolicy()))
            .toList();
    HtmlFigure.write(
        markup,
        new RangeChart(
            new Frame(view.id() + "-latency-chart", title, explanation),
            true,
            1,
            0,
            "seconds",
            rows,
            List.of()));
    HtmlTable.writeDetails(markup, "Numbers behind the latencies", ExtrasTables.latencies(view));
  }

  private static RangeChart.Row row(LatencyProfile profile, String main) {
    List<Double> seconds = profile.seconds();
    return new RangeChart.Row(
        profile.id(),
        seconds.get(P5),
        seconds.get(P50),
        seconds.get(P95),
        Optional.of(new Plot.Range(seconds.get(P25), seconds.get(P75))),
        profile.id().equals(main));
  }
}
