package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.experiment.ArrivalRun;
import org.yardmaster.experiment.Design;
import org.yardmaster.page.EvaluationTables;
import org.yardmaster.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate}. */
@Command(
    name = "evaluate",
    description = "Judge candidates, baselines and a policy; say whether to route.",
    footer = {
      "",
      "Examples:",
      "  yardmaster evaluate --dataset routellm-mmlu --db lab.duckdb",
      "  yardmaster evaluate --dataset bfcl --policy bfcl.yard --db lab.duckdb --json",
      "  yardmaster evaluate --dataset bfcl --design leave-one-task-out --figures",
      "  yardmaster evaluate --dataset one,two --design leave-one-dataset-out",
      "  yardmaster evaluate plan --margin 0.01 --dataset routellm-mmlu --db lab.duckdb",
      "  yardmaster evaluate compare RUN_A RUN_B --db lab.duckdb",
      "  yardmaster evaluate off-policy --log choices.jsonl",
      "",
      "With --policy, the policy is judged on prompts that it was not trained on. Without,",
      "the default learner is judged out-of-fold; nothing it learns is kept."
    },
    subcommands = {
      EvaluatePlanCommand.class,
      EvaluateCompareCommand.class,
      EvaluateOffPolicyCommand.class
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();
  @Mixin JudgingOptions judging = new JudgingOptions();

  @Option(
      names = "--dataset",
      split = ",",
      paramLabel = "ID",
      description = "Data set to judge; several for --design leave-one-dataset-out. Required.")
  List<String> datasets = List.of();

  @Option(
      names = "--design",
      paramLabel = "NAME",
      defaultValue = "folds",
      description =
          "How unseen prompts are obtained: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Design design = Design.FOLDS;

  @Option(
      names = "--arriving",
      paramLabel = "ID",
      description = "With --design new-candidate: who arrives (default: the best candidate).")
  Optional<String> arriving = Optional.empty();

  @Option(
      names = "--figures",
      description = "Also every figure of the metric library, and the verdict at other prices.")
  boolean figures;

  @Option(names = "--csv", paramLabel = "DIR", description = "Also write all tables as CSV here.")
  Optional<Path> csv = Optional.empty();

  @Option(
      names = "--routerarena",
      paramLabel = "FILE",
      description = "Also write the policy's choices as a RouterArena prediction file.")
  Optional<Path> routerArena = Optional.empty();

  @Override
  public Integer call() throws IOException {
    requireUsable();
    PrintWriter messages = spec.commandLine().getErr();
    if (design == Design.NEW_CANDIDATE) {
      return arrival(messages);
    }
    RecordedJudgement judgement = judging.judge(database, datasets, design, messages);
    if (csv.isPresent()) {
      judgement.writeCsv(csv.get());
    }
    if (routerArena.isPresent()) {
      judgement.writeRouterArena(routerArena.get());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(judgement.json(figures)));
    } else {
      print(out, judgement);
    }
    out.flush();
    return 0;
  }

  private void requireUsable() {
    boolean across = design == Design.LEAVE_ONE_DATASET_OUT;
    if (datasets.isEmpty()) {
      throw wrong("Missing required option: '--dataset=ID'");
    }
    if (across != datasets.size() > 1) {
      throw wrong(
          "Design (%s) and %d data sets do not fit: several data sets go with --design leave-one-dataset-out, one with every other design."
              .formatted(design, datasets.size()));
    }
    if (design != Design.FOLDS && judging.policy.isPresent()) {
      throw wrong(
          "A design says how the default learner is taught; --policy is taught already. Leave out"
              + " one of --design and --policy.");
    }
    if (arriving.isPresent() && design != Design.NEW_CANDIDATE) {
      throw wrong("--arriving goes with --design new-candidate only.");
    }
    if (design == Design.NEW_CANDIDATE && (figures || csv.isPresent() || routerArena.isPresent())) {
      throw wrong(
          "--design new-candidate judges several policies in one table; --figures, --csv and"
              + " --routerarena do not go with it.");
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  private void print(PrintWriter out, RecordedJudgement judgement) {
    Evaluation evaluation = judgement.evaluation();
    EvaluationTables tables = new EvaluationTables(evaluation, "");
    out.println(screen.render(tables.candidates()));
    out.println(screen.render(tables.policies()));
    if (figures) {
      judgement.figureTables().forEach(table -> out.println(screen.render(table)));
    }
    evaluation.notes().forEach(note -> out.printf("note: %s%n", note));
    out.printf("%s: %s%n", evaluation.verdict().id(), evaluation.verdictSentence());
    out.printf("run: %s%n", judgement.runId());
    if (figures) {
      judgement.provenance().forEach((name, value) -> out.printf("  %s: %s%n", name, value));
    }
  }

  private int arrival(PrintWriter messages) {
    ArrivalRun.Result result =
        new ArrivalRun(
                judging.tables(database, datasets, messages).getFirst(),
                judging.prices(database),
                judging.spec())
            .run(arriving, judging.folds, TrainSpec.STANDARD);
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode node = ArrivalOutput.json(result);
      ObjectNode facts = node.putObject("provenance");
      judging.provenance().forEach(facts::put);
      out.println(JsonOption.pretty(node));
    } else {
      out.println(screen.render(ArrivalOutput.table(result)));
      out.println(ArrivalOutput.sentence(result));
    }
    out.flush();
    return 0;
  }
}
