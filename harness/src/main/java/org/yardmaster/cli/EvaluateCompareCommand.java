package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.RunComparison;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate compare}. */
@Command(
    name = "compare",
    description = "What differs between two recorded evaluations, and whether it matters.",
    footer = {
      "",
      "Example:",
      "  yardmaster evaluate compare 3f9a 81c0 --db lab.duckdb",
      "",
      "A run is named by the id that `evaluate` printed, or its first digits. The",
      "judged policies are compared prompt by prompt, on the prompts that both runs",
      "judged."
    })
final class EvaluateCompareCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Parameters(index = "0", paramLabel = "RUN_A", description = "The run compared with.")
  String first = "";

  @Parameters(index = "1", paramLabel = "RUN_B", description = "The run that is compared.")
  String second = "";

  @Option(
      names = "--margin",
      paramLabel = "Q",
      converter = Ranges.Margin.class,
      defaultValue = "0.01",
      description = "Difference in quality that does not matter (default: ${DEFAULT-VALUE}).")
  double margin = 0.01;

  @Override
  public Integer call() {
    RunComparison found;
    try (Lab lab = database.forReading()) {
      found =
          RunComparison.of(
              lab,
              lab.evaluations().evaluation(first),
              lab.evaluations().evaluation(second),
              EvaluationSpec.STANDARD.withMargin(margin));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(found)));
    } else {
      print(out, found);
    }
    out.flush();
    return 0;
  }

  private void print(PrintWriter out, RunComparison found) {
    if (found.differences().isEmpty()) {
      out.println("No recorded input, setting or verdict differs.");
    } else {
      out.println(screen.render(table(found)));
    }
    found
        .policies()
        .ifPresent(
            policies ->
                out.printf(
                    Locale.ROOT,
                    "%,d prompts in both; %s go to another candidate; p = %.4f that quality is the"
                        + " same.%n",
                    found.prompts(),
                    policies
                        .moved()
                        .map(share -> String.format(Locale.ROOT, "%.1f %%", 100 * share))
                        .orElse("some"),
                    policies.pValue()));
    out.println(found.sentence());
  }

  private static Table table(RunComparison found) {
    List<Row> rows =
        found.differences().stream()
            .map(
                difference ->
                    Row.of(
                        Cell.text(difference.fact()),
                        Cell.text(difference.first()),
                        Cell.text(difference.second())))
            .toList();
    return new Table(
        "differences",
        "What differs",
        List.of(
            Column.text("fact"),
            Column.text(RunComparison.shown(found.first())),
            Column.text(RunComparison.shown(found.second()))),
        rows);
  }

  private ObjectNode asJson(RunComparison found) {
    ObjectNode node =
        JsonOption.object()
            .put("first", found.first().id())
            .put("second", found.second().id())
            .put("margin", margin)
            .put("prompts", found.prompts());
    ArrayNode differences = node.putArray("differences");
    found
        .differences()
        .forEach(
            each ->
                differences
                    .addObject()
                    .put("fact", each.fact())
                    .put("first", each.first())
                    .put("second", each.second()));
    found
        .policies()
        .ifPresent(
            policies -> {
              ArrivalOutput.put(node, "qualityDifference", policies.quality());
              policies
                  .costChange()
                  .ifPresent(change -> ArrivalOutput.put(node, "costChange", change));
              node.put("pValue", policies.pValue());
              policies.moved().ifPresent(share -> node.put("moved", share));
            });
    return node.put("sentence", found.sentence());
  }
}
