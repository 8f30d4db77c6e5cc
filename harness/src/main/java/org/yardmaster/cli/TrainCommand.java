package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.yardmaster.audit.Finding;
import org.yardmaster.audit.Severity;
import org.yardmaster.decide.Policy;
import org.yardmaster.experiment.AuditRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.TrainRun;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster train}. */
@Command(
    name = "train",
    description = "Learn a routing policy from recorded outcomes.",
    footer = {
      "",
      "Example:",
      "  yardmaster train --dataset bfcl --db lab.duckdb --out bfcl.yard",
      "",
      "Weights come from the training split; probabilities and the operating point from the",
      "calibration split. The test split is never looked at: `evaluate --policy` does."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      description = "Data set to learn from.")
  String dataset = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "policy.yard",
      description = "Policy file to write (default: ${DEFAULT-VALUE}).")
  Path out = Path.of("policy.yard");

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "ID",
      description = "Candidates to choose from (default: all that have a cost).")
  List<String> candidates = List.of();

  @Override
  public Integer call() throws IOException {
    TrainRun.Result result;
    byte[] file;
    spec.commandLine().getErr().println("training on " + dataset + "...");
    try (Lab lab = database.forReading()) {
      warnOfLeaks(new AuditRun(lab).leaks(dataset), spec.commandLine().getErr());
      result = new TrainRun(lab).train(dataset, candidates, TrainSpec.STANDARD);
    }
    file = PolicyFile.write(result.policy());
    try (Lab lab = database.forWriting()) {
      lab.evaluations()
          .addPolicy(
              PolicyFile.digest(file, out.toString()),
              dataset,
              result.policy().provenance(),
              "TRAIN, CALIBRATION");
    }
    PolicyFile.write(result.policy(), out);
    String digest = PolicyFile.digest(file, out.toString());
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(json.wanted ? asJson(result, digest) + "\n" : text(result, file.length, digest));
    writer.flush();
    return 0;
  }

  private static void warnOfLeaks(List<Finding> findings, PrintWriter messages) {
    for (Finding finding : findings) {
      if (finding.severity() != Severity.NOTE) {
        DatasetsValidateCommand.print(finding, messages);
      }
    }
    messages.flush();
  }

  private String text(TrainRun.Result result, int bytes, String digest) {
    Policy policy = result.policy();
    StringBuilder text = new StringBuilder();
    text.append(
        "trained on %,d prompts, calibrated on %,d: %d candidates, %d task types%n"
            .formatted(
                result.trainPrompts(),
                result.calibrationPrompts(),
                policy.candidates().size(),
                policy.tasks().size()));
    if (!result.leftOut().isEmpty()) {
      text.append("left out for want of a price: %s%n".formatted(result.leftOut()));
    }
    if (policy.simulated()) {
      text.append("some candidates are simulated: what it predicts is simulated too%n".formatted());
    }
    return text.append("policy: %s (%,d bytes, digest %.16s)%n".formatted(out, bytes, digest))
        .append(
            "next: yardmaster evaluate --dataset %s --policy %s --db %s%n"
                .formatted(dataset, out, database.path))
        .toString();
  }

  private String asJson(TrainRun.Result result, String digest) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset)
            .put("policy", out.toString())
            .put("digest", digest)
            .put("simulated", result.policy().simulated())
            .put("trainPrompts", result.trainPrompts())
            .put("calibrationPrompts", result.calibrationPrompts());
    ArrayNode chosen = root.putArray("candidates");
    result.policy().candidates().forEach(candidate -> chosen.add(candidate.id()));
    ArrayNode leftOut = root.putArray("leftOut");
    result.leftOut().forEach(leftOut::add);
    return JsonOption.pretty(root);
  }
}
