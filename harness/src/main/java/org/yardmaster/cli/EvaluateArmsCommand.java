package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.experiment.ArmComparison;
import org.yardmaster.experiment.JournalJudgement;
import org.yardmaster.experiment.Lab;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate arms}. */
@Command(
    name = "arms",
    description = "Compare the two policies of a gateway's experiment, from its journal.",
    footer = {
      "",
      "Examples:",
      "  yardmaster import journal journal/ --db lab.duckdb",
      "  yardmaster evaluate arms --dataset journal --reward cost --db lab.duckdb",
      "  yardmaster grade --dataset journal --db lab.duckdb",
      "  yardmaster evaluate arms --dataset journal --experiment spring --db lab.duckdb",
      "",
      "Arm a is the acting policy, arm b the challenger. Calls count for the arm they were",
      "assigned to, whoever answered in the end. Intervals are over conversations or keys."
    })
final class EvaluateArmsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      description = "An imported journal.")
  String dataset = "";

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description = "Which, where the journal has several.")
  Optional<String> experiment = Optional.empty();

  @Option(
      names = "--reward",
      paramLabel = "WHAT",
      description = "${COMPLETION-CANDIDATES} (default: quality; cost in USD).")
  JournalJudgement.Reward reward = JournalJudgement.Reward.QUALITY;

  @Override
  public Integer call() {
    ArmComparison found;
    try (Lab lab = database.forReading()) {
      found = ArmComparison.of(lab, dataset, experiment, reward, EvaluationSpec.STANDARD);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(found)));
    } else {
      out.println(screen.render(table(found)));
      out.println(sentence(found));
    }
    out.flush();
    return 0;
  }

  private Table table(ArmComparison found) {
    return new Table(
        "arms",
        "Mean %s by arm of experiment %s"
            .formatted(reward.name().toLowerCase(Locale.ROOT), found.experiment()),
        List.of(
            Column.text("arm"),
            Column.number("mean"),
            Column.number("calls"),
            Column.number("groups")),
        List.of(row("a", found.a()), row("b", found.b())));
  }

  private static Row row(String name, ArmComparison.Arm arm) {
    return Row.of(
        Cell.text(name),
        Cell.ranged("", Unit.SCORE, arm.mean()),
        Cell.figure(Unit.COUNT, arm.calls()),
        Cell.figure(Unit.COUNT, arm.groups()));
  }

  private String sentence(ArmComparison found) {
    Estimate difference = found.difference();
    String verdict =
        difference.above(0)
            ? "arm b is higher"
            : difference.below(0) ? "arm b is lower" : "the arms cannot be told apart";
    return String.format(
        Locale.ROOT,
        "Difference b - a: %.6g [%.6g, %.6g] %s: %s. Left out: %,d calls without a %s.",
        difference.value(),
        difference.low(),
        difference.high(),
        reward == JournalJudgement.Reward.COST ? "USD per call" : "in quality",
        verdict,
        found.unrewarded(),
        reward == JournalJudgement.Reward.COST ? "cost" : "grade");
  }

  private ObjectNode asJson(ArmComparison found) {
    ObjectNode node =
        JsonOption.object()
            .put("dataset", dataset)
            .put("experiment", found.experiment())
            .put("reward", reward.name().toLowerCase(Locale.ROOT))
            .put("unrewarded", found.unrewarded());
    ArrivalOutput.put(node, "a", found.a().mean());
    ArrivalOutput.put(node, "b", found.b().mean());
    node.put("callsA", found.a().calls()).put("callsB", found.b().calls());
    node.put("groupsA", found.a().groups()).put("groupsB", found.b().groups());
    ArrivalOutput.put(node, "difference", found.difference());
    return node.put("sentence", sentence(found));
  }
}
