package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.RuleKind;
import org.yardmaster.experiment.Design;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.WideRun;
import org.yardmaster.page.EvaluationJson;
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
      "  yardmaster evaluate --dataset bfcl --policy bfcl.yard --budget-usd-per-1k 0.5",
      "  yardmaster evaluate --dataset bfcl --design leave-one-task-out --figures",
      "  yardmaster evaluate --dataset routellm-mmlu --labels 1500 --seed 2",
      "  yardmaster evaluate --dataset routellm-gsm8k --auto",
      "  yardmaster evaluate --dataset bfcl --rule floor,utility,abstain",
      "  yardmaster evaluate --dataset one,two --design leave-one-dataset-out",
      "  yardmaster evaluate cascade --dataset zeroeval --first gpt-4o-mini-2024-07-18 \\",
      "      --then claude-3-5-sonnet-20240620 --accept format,expected",
      "  yardmaster evaluate plan --margin 0.01 --dataset routellm-mmlu --db lab.duckdb",
      "  yardmaster evaluate compare RUN_A RUN_B --db lab.duckdb",
      "  yardmaster evaluate off-policy --log choices.jsonl",
      "  yardmaster evaluate arms --dataset journal --db lab.duckdb",
      "  yardmaster evaluate drift --dataset march,april --db lab.duckdb",
      "  yardmaster evaluate --dataset huge --policy huge.yard --stream",
      "",
      "With --policy, the policy is judged on prompts that it was not trained on. Without,",
      "the default learner is judged out-of-fold; nothing it learns is kept.",
      "",
      "Rules: `utility` takes the largest expected success times willingness to pay,",
      "less cost; `floor` the cheapest candidate expected to reach a floor, else the",
      "likeliest; `abstain` decides by utility, but takes the best single candidate",
      "where it expects too little success of its choice. Every parameter is chosen",
      "inside the fold by the same standard. A policy file holds the utility rule;",
      "the quality floor of a call to `decide` or `serve` is that call's own."
    },
    subcommands = {
      EvaluatePlanCommand.class,
      EvaluateCascadeCommand.class,
      EvaluateCompareCommand.class,
      EvaluateOffPolicyCommand.class,
      EvaluateArmsCommand.class,
      EvaluateDriftCommand.class,
      EvaluateAttributionCommand.class
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();
  @Mixin JudgingOptions judging = new JudgingOptions();
  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--stream",
      description =
          "With --policy: read the outcomes twice instead of holding them, for data sets beyond"
              + " memory; without curves, latencies and APGR. --engine spark does the same.")
  boolean stream;

  @Option(
      names = "--dataset",
      split = ",",
      paramLabel = "ID",
      description = "Data set to judge; several for --design leave-one-dataset-out. Required.")
  List<String> datasets = List.of();

  @Option(
      names = "--design",
      paramLabel = "NAME",
      description = "How unseen prompts are obtained: ${COMPLETION-CANDIDATES} (default: folds).")
  Optional<Design> designed = Optional.empty();

  @Option(
      names = "--arriving",
      paramLabel = "ID",
      description = "With --design new-candidate: who arrives (default: the best candidate).")
  Optional<String> arriving = Optional.empty();

  @Option(
      names = "--rule",
      split = ",",
      paramLabel = "NAME",
      description =
          "Without --policy: which rules decide by what the default learner expects:"
              + " ${COMPLETION-CANDIDATES} (default: utility). The verdict speaks of the first,"
              + " notes of the others.")
  List<RuleKind> rules = List.of(RuleKind.UTILITY);

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
    Design design = designed.orElse(Design.FOLDS);
    requireUsable(design);
    PrintWriter messages = spec.commandLine().getErr();
    if (design == Design.NEW_CANDIDATE) {
      return arrival(messages);
    }
    if (engine.spark() || stream) {
      return atSize(messages);
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

  private void requireUsable(Design design) {
    boolean across = design == Design.LEAVE_ONE_DATASET_OUT;
    if (datasets.isEmpty()) {
      throw wrong("Missing required option: '--dataset=ID'");
    }
    if (across != datasets.size() > 1) {
      throw wrong(
          "Design (%s) and %d data sets do not fit: several data sets go with --design leave-one-dataset-out, one with every other design."
              .formatted(design, datasets.size()));
    }
    if (designed.isPresent() && judging.policy.isPresent()) {
      throw wrong(
          "A design says how the default learner is taught; --policy is taught already. Leave out"
              + " one of --design and --policy.");
    }
    if (arriving.isPresent() && design != Design.NEW_CANDIDATE) {
      throw wrong("--arriving goes with --design new-candidate only.");
    }
    if (design == Design.NEW_CANDIDATE
        && (figures || csv.isPresent() || routerArena.isPresent() || judging.split.isPresent())) {
      throw wrong(
          "--design new-candidate judges several policies on all prompts in one table; --figures,"
              + " --csv, --routerarena and --split do not go with it.");
    }
    if (judging.policy.isPresent() && !rules.equals(List.of(RuleKind.UTILITY))) {
      throw wrong(
          "A policy file holds the utility rule alone; --rule goes without --policy, and judges"
              + " the default learner out-of-fold.");
    }
    if (design == Design.NEW_CANDIDATE && !rules.equals(List.of(RuleKind.UTILITY))) {
      throw wrong("--design new-candidate judges the utility rule; leave out --rule.");
    }
    judging.rules = rules;
    judging.requireUsable(spec, design);
  }

  /** Two passes over a wide table, here or on a cluster. */
  private int atSize(PrintWriter messages) throws IOException {
    if (judging.policy.isEmpty()
        || !judging.candidates.isEmpty()
        || judging.budgetUsdPer1k.isPresent()
        || figures
        || csv.isPresent()
        || routerArena.isPresent()) {
      throw wrong(
          "--stream and --engine spark need --policy FILE and go with --dataset, --split, --margin"
              + " and --json only: whatever else there is needs all rows in memory.");
    }
    String dataset = datasets.getFirst();
    WideRun run = new WideRun(engine.folder(database.path, dataset), judging.policy.get());
    WideRun.Table table;
    try (Lab lab = database.forReading()) {
      lab.datasets().requireKnown(dataset);
      table = run.write(lab, dataset, judging.split);
    }
    Evaluation evaluation =
        engine.spark()
            ? run.onCluster(table, judging.spec(), engine.engine(), engine::tell)
            : run.here(table, judging.spec());
    String runId = judging.record(database, evaluation, messages);
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode node = JsonOption.object().put("runId", runId);
      node.setAll(EvaluationJson.of(evaluation));
      out.println(JsonOption.pretty(node));
    } else {
      EvaluationOutput output = new EvaluationOutput(out, screen);
      output.tables(evaluation);
      output.verdict(evaluation, runId);
    }
    out.flush();
    return 0;
  }

  private ParameterException wrong(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  private void print(PrintWriter out, RecordedJudgement judgement) {
    Evaluation evaluation = judgement.evaluation();
    EvaluationOutput output = new EvaluationOutput(out, screen);
    output.tables(evaluation);
    if (figures) {
      judgement.figureTables().forEach(table -> out.println(screen.render(table)));
    }
    judgement.partsTable().ifPresent(table -> out.println(screen.render(table)));
    output.verdict(evaluation, judgement.runId());
    if (figures) {
      judgement.provenance().forEach((name, value) -> out.printf("  %s: %s%n", name, value));
    }
  }

  private int arrival(PrintWriter messages) throws IOException {
    RecordedArrival arrival = judging.arrive(database, datasets.getFirst(), arriving, messages);
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(arrival.json()));
    } else {
      out.println(screen.render(ArrivalOutput.table(arrival.result())));
      out.println(ArrivalOutput.sentence(arrival.result()));
      out.printf("run: %s%n", arrival.runId());
    }
    out.flush();
    return 0;
  }
}
