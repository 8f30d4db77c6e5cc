package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.experiment.DemoRun;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster demo}. */
@Command(
    name = "demo",
    description = "The whole path on the built-in data set: no key, no network, about a minute.",
    footer = {
      "",
      "Example:",
      "  yardmaster demo --out yardmaster-demo",
      "",
      "The candidates are simulated: what the demo shows is how the path works, not a",
      "saving."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "yardmaster-demo",
      description = "Folder for database, policy and report (default: ${DEFAULT-VALUE}).")
  Path out = Path.of("yardmaster-demo");

  @Override
  public Integer call() throws IOException {
    PrintWriter messages = spec.commandLine().getErr();
    DemoRun.Result result;
    try (ReplayProgressBar progress = new ReplayProgressBar(messages)) {
      result =
          new DemoRun(out, Clock.systemUTC())
              .run(
                  step -> {
                    messages.println(step);
                    messages.flush();
                  },
                  progress);
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(json.wanted ? JsonOption.pretty(asJson(result)) + "\n" : text(result));
    writer.flush();
    return 0;
  }

  private static String text(DemoRun.Result result) {
    PolicyResult policy = result.policy();
    return """

    Three figures, on %,d prompts that the policy never saw (candidates are simulated):
      quality              %s, difference to %s: %s
      simulated reduction  %s of the cost
      cost per 1,000       %s
    %s: %s

    report:   %s
    database: %s
    policy:   %s
    """
        .formatted(
            result.evaluation().prompts(),
            Numbers.format(Unit.SHARE, policy.quality()),
            result.evaluation().reference(),
            Numbers.format(Unit.POINTS, policy.qualityDifference()),
            policy.saving().map(saving -> Numbers.format(Unit.SHARE, saving)).orElse("unknown"),
            policy.usdPer1k().map(cost -> Numbers.format(Unit.USD, cost)).orElse("unknown"),
            result.evaluation().verdict().id(),
            result.evaluation().verdictSentence(),
            result.report(),
            result.database(),
            result.policyFile());
  }

  private static ObjectNode asJson(DemoRun.Result result) {
    PolicyResult policy = result.policy();
    ObjectNode root =
        JsonOption.object()
            .put("dataset", result.evaluation().dataset())
            .put("simulated", true)
            .put("prompts", result.evaluation().prompts())
            .put("verdict", result.evaluation().verdict().id());
    put(root, "quality", policy.quality());
    put(root, "qualityDifference", policy.qualityDifference());
    policy.saving().ifPresent(saving -> put(root, "simulatedReduction", saving));
    return root.put("report", result.report().toString())
        .put("database", result.database().toString())
        .put("policy", result.policyFile().toString());
  }

  private static void put(ObjectNode root, String key, Estimate estimate) {
    root.put(key, estimate.value());
    root.putArray(key + "Interval").add(estimate.low()).add(estimate.high());
  }
}
