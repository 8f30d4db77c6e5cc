package org.yardmaster.page;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.chart.FlowChart;
import org.yardmaster.chart.Frame;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Table;

/** Which tasks flow to which candidates under the main policy. */
final class FlowSection {
  private static final int MOST_TASKS = 24;

  /** Columns of the routes before the candidates' own: task and prompts. */
  private static final int BEFORE = 2;

  private FlowSection() {}

  /** Whether anything flows. */
  static boolean present(DatasetView view) {
    return !usedByCost(view, largest(view)).isEmpty();
  }

  private static List<Integer> largest(DatasetView view) {
    List<TaskResult> tasks = view.evaluation().tasks();
    return IntStream.range(0, tasks.size())
        .filter(task -> tasks.get(task).policyShares().size() == view.candidateIds().size())
        .boxed()
        .sorted(Comparator.comparingInt(task -> -tasks.get(task).prompts()))
        .limit(MOST_TASKS)
        .toList();
  }

  static void write(Markup markup, DatasetView view) {
    List<Integer> tasks = largest(view);
    String explanation =
        "From tasks to candidates, as wide as the number of prompts; dearer candidates are lower"
            + " and stronger in colour."
            + (tasks.size() < view.evaluation().tasks().size()
                ? " Only the largest tasks are drawn."
                : "");
    Frame frame =
        new Frame(
            view.id() + "-flow-chart",
            view.words().heading("Prompts from tasks to candidates"),
            explanation);
    Table routes = new EvaluationTables(view.evaluation(), view.path()).routes();
    Table drawn =
        new Table(
            routes.id(),
            routes.title(),
            routes.columns(),
            tasks.stream().map(routes.rows()::get).toList());
    List<Integer> targets =
        usedByCost(view, tasks).stream().map(candidate -> BEFORE + candidate).toList();
    HtmlFigure.write(markup, FlowChart.of(frame, drawn, 1, targets));
    HtmlTable.writeDetails(markup, "Numbers behind the flow", routes);
  }

  /** Candidates that receive anything, cheapest first; those without a cost come last. */
  private static List<Integer> usedByCost(DatasetView view, List<Integer> tasks) {
    List<TaskResult> all = view.evaluation().tasks();
    return IntStream.range(0, view.candidateIds().size())
        .filter(
            index -> tasks.stream().anyMatch(task -> all.get(task).policyShares().get(index) > 0))
        .boxed()
        .sorted(Comparator.comparingDouble(index -> cost(view, index)))
        .toList();
  }

  private static double cost(DatasetView view, int candidate) {
    return view.evaluation()
        .candidates()
        .get(candidate)
        .usdPer1k()
        .map(Estimate::value)
        .orElse(Double.MAX_VALUE);
  }
}
