package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.RangeChart;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.table.Table;

/**
 * How sure the answer is: intervals beside the margin, other margins, and what claims would need.
 */
final class EvidenceSection {
  private EvidenceSection() {}

  static void write(Markup markup, DatasetView view) {
    String explanation =
        "Quality difference to "
            + view.evaluation().reference()
            + " with its interval. A policy keeps quality when its whole interval lies to the right"
            + " of the margin. An arrow stands for what lies further left.";
    List<RangeChart.Row> rows = new ArrayList<>();
    for (PolicyResult policy : view.evaluation().policies()) {
      if (policy.kind() != PolicyKind.ORACLE && !view.evaluation().single(policy)) {
        rows.add(row(policy, view));
      }
    }
    RangeChart chart =
        new RangeChart(
            new Frame(
                view.id() + "-differences",
                view.words().heading("Quality difference of every policy"),
                explanation),
            false,
            100,
            floor(view),
            "percentage points",
            rows,
            List.of(
                new RangeChart.Guide("margin", -view.evaluation().margin()),
                new RangeChart.Guide("reference", 0)));
    HtmlFigure.write(markup, chart);
  }

  /** Five margins or the worst learned policy, whichever is further: the axis stays readable. */
  private static double floor(DatasetView view) {
    double worst =
        view.evaluation().policies().stream()
            .filter(policy -> policy.kind() == PolicyKind.LEARNED)
            .mapToDouble(policy -> policy.qualityDifference().low())
            .min()
            .orElse(0);
    return Math.min(worst, -Math.max(0.03, 5 * view.evaluation().margin()));
  }

  private static RangeChart.Row row(PolicyResult policy, DatasetView view) {
    return new RangeChart.Row(
        policy.id(),
        policy.qualityDifference().low(),
        policy.qualityDifference().value(),
        policy.qualityDifference().high(),
        Optional.empty(),
        policy.id().equals(view.evaluation().mainPolicy()));
  }

  /** Other margins, and what claimed reductions would need. */
  static void writeClaims(Markup markup, DatasetView view) {
    Table margins = ReportTables.margins(view);
    Table claims = ReportTables.claims(view);
    HtmlTable.write(markup, margins);
    if (!claims.rows().isEmpty()) {
      HtmlTable.write(markup, claims);
    }
  }
}
