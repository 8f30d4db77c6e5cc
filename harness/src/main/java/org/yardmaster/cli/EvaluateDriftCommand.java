package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.DriftRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.DriftReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate drift}. */
@Command(
    name = "drift",
    description = "What changed in prompts and outcomes between two windows.",
    footer = {
      "",
      "Examples:",
      "  yardmaster evaluate drift --dataset march,april --db lab.duckdb",
      "  yardmaster evaluate drift --dataset journal --last 0.2 --json",
      "",
      "Two data sets are the earlier and the later window. One data set is cut by its",
      "rows, which are taken to be in the order of time. Quality is compared over",
      "different prompts, so a change may lie in the prompts: the counters tell",
      "whether they changed."
    })
final class EvaluateDriftCommand implements Callable<Integer> {
  private static final double LAST = 0.3;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(
      names = "--dataset",
      required = true,
      split = ",",
      paramLabel = "ID",
      description = "One data set, or the earlier and the later one.")
  List<String> datasets = List.of();

  @Option(
      names = "--last",
      paramLabel = "SHARE",
      converter = Ranges.InnerShare.class,
      description = "Share of the rows that are the later window of one data set (default: 0.3).")
  Optional<Double> last = Optional.empty();

  @Override
  public Integer call() {
    if (datasets.size() > 2 || (datasets.size() == 2 && last.isPresent())) {
      throw new ParameterException(
          spec.commandLine(),
          "Drift is told between two data sets, or between the first and the --last rows of one;"
              + " found %d data sets%s."
                  .formatted(datasets.size(), last.isPresent() ? " and --last" : ""));
    }
    DriftRun.Result found;
    try (Lab lab = database.forReading()) {
      DriftRun run = new DriftRun(lab);
      found =
          datasets.size() == 2
              ? run.between(datasets.getFirst(), datasets.getLast())
              : run.within(datasets.getFirst(), last.orElse(LAST));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(found)));
    } else {
      out.println(screen.render(features(found)));
      out.println(screen.render(outcomes(found)));
      out.println(found.sentence());
    }
    out.flush();
    return 0;
  }

  private static Table features(DriftRun.Result found) {
    List<Row> rows =
        found.report().features().stream()
            .limit(10)
            .map(
                shift ->
                    Row.of(
                        Cell.text(name(shift)),
                        Cell.figure(Unit.SCORE, shift.stabilityIndex()),
                        Cell.figure(Unit.SCORE, shift.noise()),
                        Cell.text(DriftRun.reading(shift))))
            .toList();
    return new Table(
        "features",
        "The ten counters that shifted most: %s (%,d prompts) to %s (%,d prompts)"
            .formatted(
                found.earlier(), found.earlierPrompts(), found.later(), found.laterPrompts()),
        List.of(
            Column.text("counter"),
            Column.number("stability index"),
            Column.number("noise up to"),
            Column.text("reading")),
        rows);
  }

  private static Table outcomes(DriftRun.Result found) {
    List<Row> rows =
        found.report().outcomes().stream()
            .map(
                shift ->
                    Row.of(
                        Cell.text(shift.candidate()),
                        Cell.ranged("", Unit.POINTS, shift.difference()),
                        Cell.text(DriftRun.reading(shift))))
            .toList();
    return new Table(
        "outcomes",
        "Quality later less earlier%s".formatted(found.simulated() ? ", some simulated" : ""),
        List.of(Column.text("candidate"), Column.number("difference"), Column.text("reading")),
        rows);
  }

  private static String name(DriftReport.FeatureShift shift) {
    return shift.counter().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode asJson(DriftRun.Result found) {
    ObjectNode node =
        JsonOption.object()
            .put("earlier", found.earlier())
            .put("earlierPrompts", found.earlierPrompts())
            .put("later", found.later())
            .put("laterPrompts", found.laterPrompts())
            .put("simulated", found.simulated());
    ArrayNode features = node.putArray("features");
    found
        .report()
        .features()
        .forEach(
            shift ->
                features
                    .addObject()
                    .put("counter", name(shift))
                    .put("stabilityIndex", shift.stabilityIndex())
                    .put("noise", shift.noise())
                    .put("reading", DriftRun.reading(shift)));
    ArrayNode outcomes = node.putArray("outcomes");
    for (DriftReport.OutcomeShift shift : found.report().outcomes()) {
      ObjectNode one = outcomes.addObject().put("candidate", shift.candidate());
      ArrivalOutput.put(one, "qualityDifference", shift.difference());
      one.put("reading", DriftRun.reading(shift));
    }
    return node.put("sentence", found.sentence());
  }
}
