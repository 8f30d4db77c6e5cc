package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.GradeRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.LabelFile;
import org.yardmaster.grade.CodeRunner;
import org.yardmaster.grade.CodeSandbox;
import org.yardmaster.grade.Graders;
import org.yardmaster.grade.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster grade}. */
@Command(
    name = "grade",
    description = "Judge recorded answers again, without calling anybody.",
    footer = {
      "",
      "Examples:",
      "  yardmaster grade --dataset builtin --db lab.duckdb",
      "  yardmaster grade --dataset zeroeval --protocol zeroeval --db lab.duckdb",
      "  yardmaster grade --dataset programs --run-code --db lab.duckdb",
      "  yardmaster grade --dataset zeroeval --engine spark --master spark://host:7077",
      "  yardmaster grade --dataset journal --targets builtin --db lab.duckdb",
      "  yardmaster grade --dataset journal --labels feedback.csv --db lab.duckdb",
      "",
      "Earlier grades are kept; the latest counts. Labels that came with the data",
      "stay. --run-code runs the programs of answers under Linux: no network, bounds",
      "on time, memory and processes. They can still read what you can read: use an",
      "account that sees nothing secret."
    })
final class GradeCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--protocol",
      defaultValue = "standard",
      description =
          "By whose rules: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). A publisher's"
              + " rules reproduce its figures, faults included.")
  Protocol protocol = Protocol.STANDARD;

  @Option(
      names = "--targets",
      paramLabel = "ID",
      description =
          "Data set whose targets stand for the same prompts here, where those have none: for a"
              + " journal of known questions.")
  Optional<String> targets = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Judgements of your own instead: CSV with the columns id (of the call, as its answer's"
              + " x-request-id said) and quality (0 to 1).")
  Optional<Path> labels = Optional.empty();

  @Option(names = "--run-code", description = "Run programs that answers consist of.")
  boolean runCode;

  @Option(
      names = "--code-command",
      paramLabel = "LANGUAGE=COMMAND",
      description = "What runs a program of a language (known: python).")
  Map<String, String> codeCommands = Map.of();

  @Option(
      names = "--code-seconds",
      paramLabel = "N",
      converter = Ranges.Count.class,
      defaultValue = "10",
      description = "Longest run of a program (default: ${DEFAULT-VALUE}).")
  int codeSeconds = 10;

  @Option(
      names = "--code-memory",
      converter = Ranges.Count.class,
      defaultValue = "512",
      paramLabel = "MIB",
      description = "Address space of a program in MiB (default: ${DEFAULT-VALUE}).")
  int codeMemory = 512;

  @Override
  public Integer call() {
    if (engine.spark() && (runCode || labels.isPresent() || targets.isPresent())) {
      throw new ParameterException(
          spec.commandLine(),
          "--run-code, --labels and --targets go with --engine local: clusters have no sandbox.");
    }
    GradeRun.Result result;
    try (Lab lab = database.forWriting()) {
      result = labels.isPresent() ? labelled(lab, labels.get()) : graded(lab);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(result)));
    } else {
      out.printf(
          "%s: %,d answers graded (%,d changed), %,d labels of the source kept%n",
          dataset.id, result.graded(), result.changed(), result.kept());
      result.unscored().forEach((reason, count) -> out.printf("unscored: %,d %s%n", count, reason));
    }
    out.flush();
    return 0;
  }

  private GradeRun.Result graded(Lab lab) {
    if (engine.spark()) {
      return engine.run(lab, database.path, dataset.id).grade(dataset.id, protocol);
    }
    Graders graders =
        Graders.of(protocol, runCode ? CodeSandbox.open(limits()) : CodeRunner.none());
    return new GradeRun(lab).grade(dataset.id, graders, targets);
  }

  private GradeRun.Result labelled(Lab lab, Path file) {
    return new GradeRun(lab).label(dataset.id, LabelFile.read(file));
  }

  private CodeSandbox.Limits limits() {
    Map<String, List<String>> commands = new HashMap<>(CodeSandbox.Limits.standard().commands());
    codeCommands.forEach(
        (language, command) -> commands.put(language, List.of(command.strip().split("\\s+", -1))));
    return new CodeSandbox.Limits(
        Duration.ofSeconds(codeSeconds), (long) codeMemory << 20, commands);
  }

  private ObjectNode asJson(GradeRun.Result result) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset.id)
            .put("protocol", protocol.name().toLowerCase(Locale.ROOT))
            .put("graded", result.graded())
            .put("changed", result.changed())
            .put("kept", result.kept());
    ObjectNode unscored = root.putObject("unscored");
    result.unscored().forEach(unscored::put);
    return root;
  }
}
