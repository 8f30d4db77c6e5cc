package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.experiment.CohortFile;
import org.yardmaster.experiment.DistillRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.export.Cohort;
import org.yardmaster.export.CohortQuestions;
import org.yardmaster.export.ExportFile;
import org.yardmaster.export.Origin;
import org.yardmaster.export.Proof;
import org.yardmaster.export.RouterArenaExport;
import org.yardmaster.export.RuleFormat;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provenance.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster export}. */
@Command(
    name = "export",
    description = "Hand a policy on: writes it in the form that another runtime or gateway reads.",
    footer = {
      "",
      "Examples:",
      "  yardmaster export --list",
      "  yardmaster export --policy policy.yard --to javascript --out policy.mjs",
      "  yardmaster export verify policy.mjs --policy policy.yard --prompts 10000",
      "  yardmaster export --policy bfcl.yard --to agentgateway --dataset bfcl \\",
      "      --out agentgateway",
      "  yardmaster export --policy p.yard --to routerarena \\",
      "      --data router_data_10.json --out arena",
      "  yardmaster export --policy p.yard --to litellm-cohorts --dataset bfcl --out ask",
      "  python3 ask/cohorts.py < ask/prompts.jsonl > cohorts.jsonl",
      "  yardmaster export --policy p.yard --to litellm-tiers --dataset bfcl \\",
      "      --cohorts cohorts.jsonl --out litellm",
      "",
      "Every export says how far its form is proved: replayed, schema-valid or",
      "documented only. Formats that hold rules only get the best small rules instead",
      "of the policy: what they lose is printed, with intervals, and travels with the",
      "files in origin.json."
    },
    subcommands = ExportVerifyCommand.class)
final class ExportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();
  @Mixin DatabaseOption database = new DatabaseOption();

  @Option(names = "--policy", paramLabel = "FILE", description = "Policy file.")
  Optional<Path> policyFile = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      defaultValue = "yard",
      description = "A format of --list (default: ${DEFAULT-VALUE}).")
  String format = "yard";

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = "File to write; a folder for formats of several files.")
  Optional<Path> out = Optional.empty();

  @Option(names = "--list", description = "List the formats and how far each is proved.")
  boolean list;

  @Option(
      names = "--dataset",
      paramLabel = "ID",
      description = "For rules: fitted on its training prompts, judged on its test split.")
  Optional<String> dataset = Optional.empty();

  @Option(
      names = "--rules",
      paramLabel = "N",
      defaultValue = "8",
      description = "Leaves of a tree of rules at most (default: ${DEFAULT-VALUE}).")
  int rules = 8;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "For routerarena: their data file, whose prompts are decided in order.")
  Optional<Path> data = Optional.empty();

  @Option(
      names = "--router",
      paramLabel = "NAME",
      defaultValue = "yardmaster",
      description = "For routerarena: name of the submission (default: ${DEFAULT-VALUE}).")
  String router = "yardmaster";

  @Option(
      names = "--cohorts",
      paramLabel = "FILE",
      description = "For litellm-tiers: what cohorts.py of litellm-cohorts printed.")
  Optional<Path> cohorts = Optional.empty();

  /** An export before it is written. */
  private record Prepared(List<ExportFile> files, Proof proof, Optional<String> loss) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter writer = spec.commandLine().getOut();
    if (list) {
      writer.print(json.wanted ? JsonOption.pretty(ExportList.json()) + "\n" : ExportList.text());
      writer.flush();
      return 0;
    }
    ExportList.Entry entry = WrongUse.value(spec, () -> ExportList.named(format));
    Policy policy = PolicyFile.read(required(policyFile, "--policy=FILE"));
    Path target = required(out, "--out=PATH");
    Prepared prepared = prepare(entry, policy);
    if (!json.wanted) {
      prepared.loss().ifPresent(writer::println);
      writer.flush();
    }
    List<Path> written = write(prepared.files(), target);
    writer.print(
        json.wanted
            ? JsonOption.pretty(asJson(policy, prepared, written)) + "\n"
            : text(policy, prepared, written));
    writer.flush();
    return 0;
  }

  private Prepared prepare(ExportList.Entry entry, Policy policy) throws IOException {
    return switch (entry) {
      case ExportList.Entry.Whole whole ->
          new Prepared(whole.format().write(policy), whole.proof(), Optional.empty());
      case ExportList.Entry.Distilled distilled -> distil(distilled.format(), policy);
      case ExportList.Entry.Cohorts asked -> new Prepared(ask(), asked.proof(), Optional.empty());
      case ExportList.Entry.RouterArena arena ->
          new Prepared(
              RouterArenaExport.write(
                  policy,
                  router,
                  CanonicalJson.parse(Files.readString(required(data, "--data=FILE")))),
              arena.proof(),
              Optional.empty());
    };
  }

  private Prepared distil(RuleFormat rule, Policy policy) {
    String id = required(dataset, "--dataset=ID");
    try (Lab lab = database.forReading()) {
      DistillRun.Result result =
          new DistillRun(lab.table(id), EvaluationSpec.STANDARD)
              .distil(policy, rule, rules, cohorts(rule));
      String loss =
          "data set %s%s: %s"
              .formatted(id, policy.simulated() ? " (simulated)" : "", result.loss().sentence());
      return new Prepared(
          rule.write(policy, result.rules(), loss), rule.proof(), Optional.of(loss));
    }
  }

  private Map<String, Cohort> cohorts(RuleFormat rule) {
    return rule.form() == RuleFormat.Form.COHORT_TIERS
        ? CohortFile.read(required(cohorts, "--cohorts=FILE (made with --to litellm-cohorts)"))
        : Map.of();
  }

  private List<ExportFile> ask() {
    try (Lab lab = database.forReading()) {
      return CohortQuestions.write(lab.datasets().samples(required(dataset, "--dataset=ID")));
    }
  }

  private <T> T required(Optional<T> value, String option) {
    return value.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), "Missing option for this format: " + option));
  }

  private static List<Path> write(List<ExportFile> files, Path out) throws IOException {
    List<Path> written = new ArrayList<>();
    for (ExportFile file : files) {
      Path path = file.name().isEmpty() ? out : out.resolve(file.name());
      Files.createDirectories(path.toAbsolutePath().getParent());
      writeWhole(path, file.bytes());
      written.add(path);
    }
    return written;
  }

  /** Beside the target first, then moved: no reader sees half an export. */
  private static void writeWhole(Path path, byte[] bytes) throws IOException {
    Path half = path.resolveSibling("." + path.getFileName() + ".part");
    try {
      Files.write(half, bytes);
      Files.move(half, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private String text(Policy policy, Prepared prepared, List<Path> written) {
    StringBuilder text = new StringBuilder();
    written.forEach(file -> text.append(file).append('\n'));
    text.append(
        "%s, proof of the format: %s; policy digest %.16s%n"
            .formatted(format, prepared.proof().words(), Origin.digest(policy)));
    if (policy.simulated()) {
      text.append("The policy has simulated candidates, and the export says so.\n");
    }
    return text.toString();
  }

  private ObjectNode asJson(Policy policy, Prepared prepared, List<Path> written) {
    ObjectNode root = JsonOption.object();
    ArrayNode files = root.putArray("files");
    written.forEach(file -> files.add(file.toString()));
    root.put("format", format)
        .put("proof", prepared.proof().words())
        .put("digest", Origin.digest(policy))
        .put("simulated", policy.simulated());
    prepared.loss().ifPresent(loss -> root.put("distillation", loss));
    return root;
  }
}
