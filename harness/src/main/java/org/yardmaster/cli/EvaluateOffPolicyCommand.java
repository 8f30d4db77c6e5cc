package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.offpolicy.OffPolicyEstimate;
import org.yardmaster.experiment.JournalJudgement;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.OffPolicyLog;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provenance.Digest;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate off-policy}. */
@Command(
    name = "off-policy",
    description = "What another policy would have reached on traffic that was served at random.",
    footer = {
      "",
      "Examples:",
      "  yardmaster evaluate off-policy --log choices.jsonl",
      "  yardmaster evaluate off-policy --dataset journal --reward cost --db lab.duckdb",
      "  yardmaster evaluate off-policy --dataset journal --policy new.yard \\",
      "      --db lab.duckdb",
      "",
      "A journal of the gateway (`import journal`) carries its propensities; without",
      "--policy it tells what the serving policy would have reached without exploring.",
      "",
      "The log has one JSON object per call:",
      "  candidate           who answered",
      "  propensity          how likely that was when it was drawn, in (0, 1]",
      "  reward              what is averaged: quality, or cost in USD",
      "  target_probability  how likely the policy in question chooses it; or",
      "  policy              the one candidate that it chooses",
      "  group               optional: session or user, whose calls belong together",
      "  model_logged        optional: a reward model's expectation for the logged one,",
      "  model_target        optional: and for the policy in question (both, or none)",
      "  sample              optional and unused: which prompt",
      "The model must not have been fitted on these calls."
    })
final class EvaluateOffPolicyCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @ArgGroup(multiplicity = "1")
  Source source = new Source();

  /** Exactly one of them. */
  static final class Source {
    @Option(names = "--log", paramLabel = "FILE", description = "The log.")
    Optional<Path> log = Optional.empty();

    @Option(names = "--dataset", paramLabel = "ID", description = "An imported journal.")
    String dataset = "";
  }

  @Mixin DatabaseOption database = new DatabaseOption();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "With --dataset: the policy in question.")
  Optional<Path> policy = Optional.empty();

  @Option(
      names = "--reward",
      paramLabel = "WHAT",
      description = "With --dataset: ${COMPLETION-CANDIDATES} (default: quality; cost in USD).")
  JournalJudgement.Reward reward = JournalJudgement.Reward.QUALITY;

  private Map<String, String> provenance = Map.of();
  private String leftOut = "";

  @Override
  public Integer call() throws IOException {
    OffPolicyLog read = source.log.isPresent() ? fromLog(source.log.get()) : fromJournal();
    OffPolicyEstimate estimate = read.estimate(EvaluationSpec.STANDARD);
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(read, estimate)));
    } else {
      if (estimate.enough()) {
        out.println(screen.render(table(read, estimate)));
      }
      out.println(sentence(read, estimate) + leftOut);
    }
    out.flush();
    return 0;
  }

  private OffPolicyLog fromLog(Path log) throws IOException {
    OffPolicyLog read = OffPolicyLog.read(log);
    provenance =
        Map.of("log", log.toString(), "log digest", Digest.sha256Hex(Files.readAllBytes(log)));
    return read;
  }

  private OffPolicyLog fromJournal() throws IOException {
    Optional<Policy> read =
        policy.isPresent() ? Optional.of(PolicyFile.read(policy.get())) : Optional.empty();
    JournalJudgement.Read journal;
    try (Lab lab = database.forReading()) {
      journal = new JournalJudgement(lab).read(source.dataset, reward, read);
    }
    provenance =
        Map.of(
            "dataset", source.dataset,
            "policy", policy.map(Path::toString).orElse("as logged, without exploring"),
            "reward", reward.name().toLowerCase(Locale.ROOT));
    leftOut =
        "%nLeft out: %,d calls that nobody answered, %,d that a fallback answered, %,d without a %s."
            .formatted(
                journal.unanswered(),
                journal.fallbacks(),
                journal.unrewarded(),
                reward == JournalJudgement.Reward.QUALITY ? "grade" : "cost");
    return journal.log();
  }

  private static Table table(OffPolicyLog log, OffPolicyEstimate estimate) {
    List<Row> rows = new ArrayList<>();
    rows.add(row("IPS", estimate.inversePropensity()));
    rows.add(row("SNIPS", estimate.selfNormalised()));
    if (log.modelled()) {
      rows.add(row("DR", estimate.doublyRobust()));
    }
    rows.add(row("mean weight", estimate.meanWeight()));
    return new Table(
        "off-policy",
        "Mean reward of the policy in question",
        List.of(Column.text("estimate"), Column.number("value")),
        rows);
  }

  private static Row row(String name, Estimate estimate) {
    return Row.of(Cell.text(name), Cell.ranged("", Unit.SCORE, estimate));
  }

  /** Without a model, what would be called doubly robust is the plain estimate. */
  private static String sentence(OffPolicyLog log, OffPolicyEstimate estimate) {
    if (log.modelled() || !estimate.enough()) {
      return estimate.sentence();
    }
    Estimate mean = estimate.selfNormalised();
    return String.format(
        Locale.ROOT,
        "Mean %.4f [%.4f, %.4f], self-normalised, from %,d calls, worth %.0f for this policy; no"
            + " reward model was given, so there is no doubly robust estimate.%s",
        mean.value(),
        mean.low(),
        mean.high(),
        estimate.calls(),
        estimate.effectiveSampleSize(),
        estimate.propensitiesFit()
            ? ""
            : " The mean weight is not 1: the logged propensities are not what was done.");
  }

  private ObjectNode asJson(OffPolicyLog read, OffPolicyEstimate estimate) {
    ObjectNode node =
        JsonOption.object()
            .put("calls", estimate.calls())
            .put("effectiveSampleSize", estimate.effectiveSampleSize())
            .put("fewestEffective", OffPolicyEstimate.FEWEST_EFFECTIVE)
            .put("enough", estimate.enough())
            .put("propensitiesFit", estimate.propensitiesFit());
    ArrivalOutput.put(node, "meanWeight", estimate.meanWeight());
    if (estimate.enough()) {
      ArrivalOutput.put(node, "inversePropensity", estimate.inversePropensity());
      ArrivalOutput.put(node, "selfNormalised", estimate.selfNormalised());
      if (read.modelled()) {
        ArrivalOutput.put(node, "doublyRobust", estimate.doublyRobust());
      }
    }
    node.put("sentence", sentence(read, estimate));
    if (!leftOut.isEmpty()) {
      node.put("leftOut", leftOut.strip());
    }
    ObjectNode facts = node.putObject("provenance");
    new TreeMap<>(provenance).forEach(facts::put);
    facts.put("evaluation", EvaluationSpec.STANDARD.toString());
    return node;
  }
}
