package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.HeatChart;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.table.Table;

/** Heat map of quality per task and candidate; a bar in each cell shows where the policy goes. */
final class TaskSection {
  private TaskSection() {}

  static void write(Markup markup, DatasetView view) {
    boolean routed = FlowSection.present(view);
    String explanation =
        "Quality in per cent; the stronger the shade, the better, and the best of a task is bold."
            + (routed
                ? " The bar under a number is the share of that task's prompts that the policy"
                    + " sends there."
                : "");
    Frame frame =
        new Frame(
            view.id() + "-tasks-chart",
            view.words().heading("Quality per task and where the policy goes"),
            explanation);
    Table table = new EvaluationTables(view.evaluation(), view.path()).tasks();
    List<List<String>> cells = new ArrayList<>();
    List<List<String>> shares = new ArrayList<>();
    List<TaskResult> tasks = view.evaluation().tasks();
    for (int index = 0; index < tasks.size(); index++) {
      String at = view.path() + "/tasks/" + index;
      cells.add(pointers(view, at + "/quality/", tasks.get(index).quality()));
      if (routed) {
        shares.add(pointers(view, at + "/policyShares/", tasks.get(index).policyShares()));
      }
    }
    HtmlFigure.write(
        markup,
        new HeatChart(
            frame,
            tasks.stream().map(TaskResult::task).toList(),
            view.candidateIds(),
            cells,
            shares));
    HtmlTable.writeDetails(markup, "Numbers behind the heat map", table);
  }

  private static List<String> pointers(DatasetView view, String at, List<Double> values) {
    return IntStream.range(0, view.candidateIds().size())
        .mapToObj(
            index -> index < values.size() && Double.isFinite(values.get(index)) ? at + index : "")
        .toList();
  }
}
