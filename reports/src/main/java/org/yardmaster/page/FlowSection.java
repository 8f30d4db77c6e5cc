package org.yardmaster.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.chart.FlowChart;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Markup;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.stats.Estimate;

/** Which tasks flow to which candidates under the main policy. */
final class FlowSection {
  private static final int MOST_TASKS = 24;

  private FlowSection() {}

  /** Whether anything flows. */
  static boolean present(DatasetView view) {
    return !usedByCost(view, largest(view)).isEmpty();
  }

  private static List<TaskResult> largest(DatasetView view) {
    return view.evaluation().tasks().stream()
        .filter(task -> task.policyShares().size() == view.candidateIds().size())
        .sorted(Comparator.comparingInt(TaskResult::prompts).reversed())
        .limit(MOST_TASKS)
        .toList();
  }

  static void write(Markup markup, DatasetView view) {
    List<TaskResult> tasks = largest(view);
    List<Integer> candidates = usedByCost(view, tasks);
    String explanation =
        "From tasks to candidates, as wide as the number of prompts; dearer candidates are lower"
            + " and stronger in colour."
            + (tasks.size() < view.evaluation().tasks().size()
                ? " Only the largest tasks are drawn."
                : "");
    List<List<Double>> amounts = new ArrayList<>();
    for (TaskResult task : tasks) {
      amounts.add(
          candidates.stream()
              .map(candidate -> task.prompts() * task.policyShares().get(candidate))
              .toList());
    }
    FlowChart chart =
        new FlowChart(
            new Frame(
                view.id() + "-flow-chart",
                view.words().heading("Prompts from tasks to candidates"),
                explanation),
            tasks.stream().map(TaskResult::task).toList(),
            candidates.stream().map(view.candidateIds()::get).toList(),
            amounts);
    HtmlFigure.write(markup, chart);
    HtmlTable.writeDetails(
        markup,
        "Numbers behind the flow",
        new EvaluationTables(view.evaluation(), view.path()).routes());
  }

  /** Candidates that receive anything, cheapest first; those without a cost come last. */
  private static List<Integer> usedByCost(DatasetView view, List<TaskResult> tasks) {
    return IntStream.range(0, view.candidateIds().size())
        .filter(index -> tasks.stream().anyMatch(task -> task.policyShares().get(index) > 0))
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
