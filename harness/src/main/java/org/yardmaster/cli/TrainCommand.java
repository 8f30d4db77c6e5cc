package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.yardmaster.audit.Finding;
import org.yardmaster.audit.Severity;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;
import org.yardmaster.experiment.AuditRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.TrainRun;
import org.yardmaster.experiment.UpdateRun;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.train.Leaderboard;
import org.yardmaster.train.LearningCurve;
import org.yardmaster.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster train}. */
@Command(
    name = "train",
    description = "Learn a routing policy from recorded outcomes.",
    footer = {
      "",
      "Examples:",
      "  yardmaster train --dataset bfcl --db lab.duckdb --out bfcl.yard",
      "  yardmaster train --dataset bfcl --auto",
      "  yardmaster train --dataset bfcl --learner counters --out general.yard",
      "  yardmaster train --dataset bfcl --learner factors --out few-outcomes.yard",
      "  yardmaster train --dataset bfcl --learning-curve",
      "  yardmaster train --dataset newer --update bfcl.yard --out newer.yard",
      "  yardmaster train --dataset newer --update bfcl.yard --learner factors",
      "",
      "Weights are learned on the training and calibration splits; probabilities and",
      "operating point come from prompts that the weights behind them did not see",
      "(cross-fitting). The test split is never looked at: `evaluate --policy` does.",
      "--update adds the candidates that the policy does not know and leaves the",
      "others as they are (with --learner factors by what it expects of the others,",
      "for candidates with few outcomes); if it knows them all, it fits probabilities",
      "and operating point to prompts that it has not seen."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

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

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      completionCandidates = PolicyLearners.class,
      description =
          "Who learns: ${COMPLETION-CANDIDATES} (default: logistic). `evaluate --learner` judges"
              + " others too.")
  Optional<TrainSpec.Learner> learner = Optional.empty();

  @Option(
      names = "--auto",
      description =
          "Choose learner and settings by cross-validation without the test split: the simplest"
              + " within noise.")
  boolean auto;

  @Option(
      names = "--learning-curve",
      description = "Say what more labels would pay, and write no policy.")
  boolean learningCurve;

  @Option(
      names = "--update",
      paramLabel = "FILE",
      description = "Change this policy by the data set's outcomes instead of learning anew.")
  Optional<Path> update = Optional.empty();

  @Override
  public Integer call() throws IOException {
    requireUsable();
    PrintWriter messages = spec.commandLine().getErr();
    try (Lab lab = database.forReading()) {
      messages.printf("train: looking for leaks in %s%n", dataset.id);
      messages.flush();
      warnOfLeaks(new AuditRun(lab).leaks(dataset.id), messages);
    }
    if (learningCurve) {
      return print(curve(messages));
    }
    return update.isPresent() ? updated(update.get(), messages) : trained(messages);
  }

  private void requireUsable() {
    if (Stream.of(auto, learningCurve, update.isPresent()).filter(wanted -> wanted).count() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--auto, --learning-curve and --update are three different works; give one of them.");
    }
    if (learner.isPresent() && auto) {
      throw new ParameterException(
          spec.commandLine(), "--auto chooses the learner; leave out --learner.");
    }
    if (!learningCurve && settings().learner().family() == TrainSpec.Family.JUDGED) {
      throw new ParameterException(spec.commandLine(), settings().learner().refusal());
    }
    if (learningCurve && spec.commandLine().getParseResult().hasMatchedOption("--out")) {
      throw new ParameterException(
          spec.commandLine(), "--learning-curve writes no policy; leave out --out.");
    }
  }

  /** Learners whose result fits a policy file. */
  static final class PolicyLearners implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(TrainSpec.Learner.values())
          .filter(learner -> learner.family() == TrainSpec.Family.LINEAR)
          .map(TrainSpec.Learner::name)
          .iterator();
    }
  }

  private TrainSpec settings() {
    return learner.map(TrainSpec::standard).orElse(TrainSpec.STANDARD);
  }

  private LearningCurve curve(PrintWriter messages) {
    try (WorkProgress progress = new WorkProgress("train", messages);
        Lab lab = database.forReading()) {
      return new TrainRun(lab, progress).curve(dataset.id, candidates, settings());
    }
  }

  private int print(LearningCurve curve) {
    PrintWriter writer = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode node = JsonOption.object().put("dataset", dataset.id);
      node.setAll(LearnerOutput.json(curve));
      writer.println(JsonOption.pretty(node));
    } else {
      writer.println(screen.render(LearnerOutput.table(curve)));
      writer.println(curve.advice());
    }
    writer.flush();
    return 0;
  }

  private int trained(PrintWriter messages) throws IOException {
    Optional<Leaderboard> board = Optional.empty();
    TrainRun.Result result;
    try (WorkProgress progress = new WorkProgress("train", messages);
        Lab lab = database.forReading()) {
      TrainRun run = new TrainRun(lab, progress);
      if (auto) {
        board = Optional.of(run.search(dataset.id, candidates));
      }
      result =
          run.train(
              dataset.id, candidates, board.map(one -> one.chosen().spec()).orElse(settings()));
    }
    String digest = write(result.policy());
    PrintWriter writer = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode root = asJson(result, digest);
      board.ifPresent(found -> root.set("leaderboard", LearnerOutput.json(found)));
      writer.println(JsonOption.pretty(root));
    } else {
      board.ifPresent(
          found -> {
            writer.println(screen.render(LearnerOutput.table(found)));
            writer.println(LearnerOutput.sentence(found));
          });
      writer.print(text(result, digest));
    }
    writer.flush();
    return 0;
  }

  private int updated(Path file, PrintWriter messages) throws IOException {
    Policy before = PolicyFile.read(file);
    UpdateRun.Result result;
    try (WorkProgress progress = new WorkProgress("train", messages);
        Lab lab = database.forReading()) {
      result = new UpdateRun(lab, progress).update(before, dataset.id, candidates, settings());
    }
    if (result.added().isEmpty() && learner.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "Data set %s has no candidate that %s does not know, so nobody learns; leave out --learner."
              .formatted(dataset.id, file));
    }
    String digest = write(result.policy());
    PrintWriter writer = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode root = policyJson(result.policy(), result.leftOut(), digest);
      root.put("prompts", result.prompts());
      ArrayNode added = root.putArray("added");
      result.added().forEach(added::add);
      writer.println(JsonOption.pretty(root));
    } else {
      writer.print(text(result, digest));
    }
    writer.flush();
    return 0;
  }

  /** Writes and records a policy; returns its digest. */
  private String write(Policy policy) throws IOException {
    String digest = PolicyFile.digest(PolicyFile.write(policy), out.toString());
    try (Lab lab = database.forWriting()) {
      lab.evaluations().addPolicy(digest, dataset.id, policy.provenance(), "TRAIN, CALIBRATION");
    }
    PolicyFile.write(policy, out);
    return digest;
  }

  private static void warnOfLeaks(List<Finding> findings, PrintWriter messages) {
    for (Finding finding : findings) {
      if (finding.severity() != Severity.NOTE) {
        DatasetsValidateCommand.print(finding, messages);
      }
    }
    messages.flush();
  }

  private String text(UpdateRun.Result result, String digest) {
    String done =
        result.added().isEmpty()
            ? "calibrated again on %,d prompts; the weights are as they were%n"
                .formatted(result.prompts())
            : ("added %s, learned from %,d prompts; %d others are as they were, and so is the"
                    + " operating point, which was chosen without the new ones%n")
                .formatted(
                    String.join(", ", result.added()),
                    result.prompts(),
                    result.policy().candidates().size() - result.added().size());
    return done + ending(result.policy(), result.leftOut(), digest);
  }

  private String text(TrainRun.Result result, String digest) {
    return "trained on %,d prompts: %d candidates, %d task types%n"
            .formatted(
                result.trainPrompts(),
                result.policy().candidates().size(),
                result.policy().tasks().size())
        + ending(result.policy(), result.leftOut(), digest);
  }

  private String ending(Policy policy, List<String> leftOut, String digest) {
    StringBuilder text = new StringBuilder();
    if (!leftOut.isEmpty()) {
      text.append("left out for want of a price: %s%n".formatted(String.join(", ", leftOut)));
    }
    if (policy.simulated()) {
      text.append("some candidates are simulated: what it predicts is simulated too%n".formatted());
    }
    return text.append(
            "policy: %s (%,d bytes, digest %.16s)%n"
                .formatted(out, PolicyFile.write(policy).length, digest))
        .append(
            "next: yardmaster evaluate --dataset %s --policy %s --db %s%n"
                .formatted(dataset.id, out, database.path))
        .toString();
  }

  private ObjectNode asJson(TrainRun.Result result, String digest) {
    return policyJson(result.policy(), result.leftOut(), digest)
        .put("settings", result.spec().toString())
        .put("trainPrompts", result.trainPrompts());
  }

  private ObjectNode policyJson(Policy policy, List<String> leftOut, String digest) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset.id)
            .put("policy", out.toString())
            .put("digest", digest)
            .put("simulated", policy.simulated());
    ArrayNode chosen = root.putArray("candidates");
    policy.candidates().stream().map(CandidateModel::id).forEach(chosen::add);
    ArrayNode unpriced = root.putArray("leftOut");
    leftOut.forEach(unpriced::add);
    return root;
  }
}
