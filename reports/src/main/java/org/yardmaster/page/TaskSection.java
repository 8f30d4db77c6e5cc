package org.yardmaster.page;

import java.util.Arrays;
import java.util.List;
import org.yardmaster.chart.Markup;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Unit;

/** Heat map of quality per task and candidate; a bar in each cell shows where the policy goes. */
final class TaskSection {
  private static final int SHADES = 8;

  private final DatasetView view;
  private final Markup markup;
  private final double low;
  private final double high;

  private TaskSection(DatasetView view, Markup markup) {
    this.view = view;
    this.markup = markup;
    double[] values =
        view.evaluation().tasks().stream()
            .flatMap(task -> task.quality().stream())
            .mapToDouble(quality -> quality)
            .filter(Double::isFinite)
            .toArray();
    this.low = Arrays.stream(values).min().orElse(0);
    this.high = Arrays.stream(values).max().orElse(1);
  }

  static void write(Markup markup, DatasetView view) {
    markup.element(
        "p",
        "Quality in per cent; the stronger the shade, the better, and the best is bold. The bar"
            + " under a number is the share of that task's prompts that the policy sends there.",
        "class",
        "explain");
    new TaskSection(view, markup).write();
  }

  private void write() {
    String title = view.words().heading("Quality per task, in per cent, and where the policy goes");
    markup.open("div", "class", "scroll", "role", "group", "tabindex", "0", "aria-label", title);
    markup.open("table", "class", "table heat");
    markup.open("caption").element("span", title, "class", "unseen").close();
    markup.open("thead").open("tr");
    markup.element("th", "task", "scope", "col", "class", "words");
    markup.element("th", "prompts", "scope", "col", "class", "number");
    markup.element("th", "policy", "scope", "col", "class", "number");
    for (String candidate : view.candidateIds()) {
      markup.open("th", "scope", "col", "class", "tilted", "title", candidate);
      markup.element("span", candidate).close();
    }
    markup.close().close().open("tbody");
    List<TaskResult> tasks = view.evaluation().tasks();
    for (int index = 0; index < tasks.size(); index++) {
      write(tasks.get(index), view.path() + "/tasks/" + index + "/");
    }
    markup.close().close().close();
  }

  private void write(TaskResult task, String at) {
    markup.open("tr").element("th", task.task(), "scope", "row", "class", "words");
    cell("number", Cell.figure(at + "prompts", Unit.COUNT, task.prompts()));
    cell("number", Cell.figure(at + "policyQuality", Unit.PERCENT, task.policyQuality()));
    double best =
        task.quality().stream()
            .mapToDouble(value -> value)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    for (int column = 0; column < task.quality().size(); column++) {
      double quality = task.quality().get(column);
      String style = "heat" + shade(quality) + (quality == best ? " best" : "");
      markup.open("td", "class", style);
      HtmlTable.write(markup, Cell.figure(at + "quality/" + column, Unit.PERCENT, quality));
      double share = column < task.policyShares().size() ? task.policyShares().get(column) : 0;
      bar(share, at + "policyShares/" + column);
      markup.close();
    }
    markup.close();
  }

  private void cell(String style, Cell cell) {
    markup.open("td", "class", style);
    HtmlTable.write(markup, cell);
    markup.close();
  }

  private int shade(double quality) {
    if (!(high > low) || !Double.isFinite(quality)) {
      return 0;
    }
    return (int) Math.min(SHADES - 1, (quality - low) / (high - low) * SHADES);
  }

  private void bar(double share, String path) {
    boolean goes = share > 0;
    markup.open("svg", "class", "share", "viewBox", "0 0 100 6", "aria-hidden", "true");
    if (goes) {
      String width = Long.toString(Math.max(2, Math.round(share * 100)));
      markup.leaf("rect", "width", width, "height", "6");
    }
    markup.close();
    if (goes) {
      markup.open("span", "class", "unseen").text("; the policy sends ");
      HtmlTable.write(markup, Cell.figure(path, Unit.SHARE, share));
      markup.text(" here").close();
    }
  }
}
