package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Look;
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
    List<PolicyResult> policies = view.evaluation().policies();
    List<RangeChart.Row> rows = new ArrayList<>();
    for (int index = 0; index < policies.size(); index++) {
      PolicyResult policy = policies.get(index);
      if (policy.kind() != PolicyKind.ORACLE && !view.evaluation().single(policy)) {
        String at = "%s/policies/%d/qualityDifference".formatted(view.path(), index);
        rows.add(new RangeChart.Row(policy.id(), look(policy, view), at));
      }
    }
    RangeChart chart =
        new RangeChart(
            new Frame(
                view.id() + "-differences",
                view.words().heading("Quality difference of every policy"),
                explanation),
            true,
            "percentage points",
            rows,
            List.of(
                new RangeChart.Guide("margin", view.path() + "/margin", true),
                RangeChart.Guide.zero("reference")));
    HtmlFigure.write(markup, chart);
  }

  private static Look look(PolicyResult policy, DatasetView view) {
    if (policy.id().equals(view.evaluation().mainPolicy())) {
      return Look.CHOSEN;
    }
    return policy.kind() == PolicyKind.LEARNED ? Look.LEARNED : Look.BASELINE;
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
