package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.PlannedPair;
import org.yardmaster.experiment.Selection;
import org.yardmaster.stats.SamplePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate plan}. */
@Command(
    name = "plan",
    description = "How many prompts a judgement needs, before any is paid for.",
    footer = {
      "",
      "Examples:",
      "  yardmaster evaluate plan --margin 0.01",
      "  yardmaster evaluate plan --margin 0.01 --dataset routellm-mmlu --db lab.duckdb",
      "",
      "Discordance is the share of prompts on which two candidates differ in quality.",
      "With --dataset it is that of the best candidate and the one that differs most",
      "from it; grouped prompts then count for less than independent ones."
    })
final class EvaluatePlanCommand implements Callable<Integer> {
  private static final double ASSUMED_DISCORDANCE = 0.2;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(names = "--dataset", paramLabel = "ID", description = "Take discordance from here.")
  Optional<String> dataset = Optional.empty();

  @Option(
      names = "--discordance",
      paramLabel = "SHARE",
      converter = Ranges.PositiveShare.class,
      description =
          "Share of prompts on which two policies differ, in (0, 1] (default, without a data set:"
              + " "
              + ASSUMED_DISCORDANCE
              + ").")
  Optional<Double> discordance = Optional.empty();

  @Option(
      names = "--margin",
      paramLabel = "Q",
      converter = Ranges.InnerShare.class,
      defaultValue = "0.01",
      description =
          "Quality that may be lost and still count as equal (default: ${DEFAULT-VALUE}).")
  double margin = 0.01;

  @Option(
      names = "--power",
      paramLabel = "P",
      converter = Ranges.InnerShare.class,
      defaultValue = "0.9",
      description =
          "Wanted chance of a positive answer when it is true (default: ${DEFAULT-VALUE}).")
  double power = 0.9;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      converter = Ranges.InnerShare.class,
      defaultValue = "0.95",
      description = "Of the interval that decides (default: ${DEFAULT-VALUE}).")
  double confidence = 0.95;

  @Override
  public Integer call() {
    if (dataset.isPresent() && discordance.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "--dataset ID brings its own discordance. Leave out one of --dataset and --discordance.");
    }
    if (dataset.isEmpty() && discordance.isEmpty()) {
      spec.commandLine()
          .getErr()
          .printf(
              "assuming that two policies differ on %s of the prompts; --dataset ID measures it%n",
              ASSUMED_DISCORDANCE);
    }
    if (discordance.isPresent() && spec.commandLine().getParseResult().hasMatchedOption("--db")) {
      throw new ParameterException(
          spec.commandLine(), "With --discordance no database is read; leave out --db.");
    }
    Optional<PlannedPair> pair = dataset.map(this::pair);
    SamplePlan plan =
        pair.map(found -> found.plan(confidence, power))
            .orElseGet(
                () ->
                    new SamplePlan(
                        discordance.orElse(ASSUMED_DISCORDANCE), confidence, power, 1, 0));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json.wanted ? JsonOption.pretty(asJson(plan, pair)) : String.join("\n", text(plan, pair)));
    out.flush();
    return 0;
  }

  private PlannedPair pair(String id) {
    try (Lab lab = database.forReading()) {
      return PlannedPair.widest(Selection.answering(lab.table(id)));
    }
  }

  private ObjectNode asJson(SamplePlan plan, Optional<PlannedPair> pair) {
    ObjectNode node =
        JsonOption.object()
            .put("margin", margin)
            .put("confidence", confidence)
            .put("power", power)
            .put("discordance", plan.discordance())
            .put("groupSize", plan.groupSize())
            .put("groupCorrelation", plan.groupCorrelation())
            .put("promptsForNonInferiority", plan.promptsForNonInferiority(margin, 0))
            .put("promptsToDetectMargin", plan.promptsToDetect(margin));
    pair.ifPresent(
        found ->
            node.put("dataset", dataset.orElse(""))
                .put("first", found.first())
                .put("second", found.second())
                .put("simulated", found.simulated())
                .put("prompts", found.prompts())
                .put("detectableDifference", plan.detectable(found.prompts()))
                .put("enough", found.prompts() >= plan.promptsForNonInferiority(margin, 0)));
    return node;
  }

  private List<String> text(SamplePlan plan, Optional<PlannedPair> pair) {
    long needed = plan.promptsForNonInferiority(margin, 0);
    String goal =
        String.format(
            Locale.ROOT,
            "%,d prompts are needed to show that quality is kept within %.2f points (discordance"
                + " %.3f, confidence %.0f %%, power %.0f %%).",
            needed,
            100 * margin,
            plan.discordance(),
            100 * confidence,
            100 * power);
    String difference =
        String.format(
            Locale.ROOT,
            "%,d prompts are needed to show that a difference of %.2f points is not zero.",
            plan.promptsToDetect(margin),
            100 * margin);
    return pair.map(found -> List.of(goal, difference, has(plan, found, needed)))
        .orElse(List.of(goal, difference));
  }

  private String has(SamplePlan plan, PlannedPair pair, long needed) {
    return String.format(
        Locale.ROOT,
        "Data set %s has %,d prompts that %s and %s%s both answered: %s; the smallest difference"
            + " they would show is %.2f points.",
        dataset.orElse(""),
        pair.prompts(),
        pair.first(),
        pair.second(),
        pair.simulated() ? " (simulated)" : "",
        pair.prompts() >= needed ? "enough" : "too few",
        100 * plan.detectable(pair.prompts()));
  }
}
