package org.yardmaster.page;

import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Look;
import org.yardmaster.chart.SpreadChart;
import org.yardmaster.evaluate.LatencyProfile;

/** How latencies of the main policy and of every timed candidate are distributed. */
final class LatencySection {
  /** The first levels of a profile are the 5th, 25th, 50th, 75th and 95th percentile. */
  private static final int P95 = 4;

  private LatencySection() {}

  static boolean present(DatasetView view) {
    return !view.report().extras().latencies().isEmpty();
  }

  static void write(Markup markup, DatasetView view) {
    String explanation =
        "The line in the box is the median, the box holds the middle half of the answers, the"
            + " whiskers end at the 5th and the 95th percentile.";
    String title = view.words().heading("Latency of the policy and of every timed candidate");
    List<LatencyProfile> profiles = view.report().extras().latencies();
    List<SpreadChart.Row> rows =
        IntStream.range(0, profiles.size())
            .mapToObj(
                index ->
                    row(
                        profiles.get(index).id(),
                        view.evaluation().mainPolicy(),
                        "%s/latencies/%d/seconds/".formatted(view.path(), index)))
            .toList();
    Frame frame = new Frame(view.id() + "-latency-chart", title, explanation);
    HtmlFigure.write(markup, new SpreadChart(frame, "seconds", rows));
    HtmlTable.writeDetails(markup, "Numbers behind the latencies", ExtrasTables.latencies(view));
  }

  private static SpreadChart.Row row(String id, String main, String at) {
    return new SpreadChart.Row(
        id,
        id.equals(main) ? Look.CHOSEN : Look.CANDIDATE,
        IntStream.rangeClosed(0, P95).mapToObj(level -> at + level).toList());
  }
}
