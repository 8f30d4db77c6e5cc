package org.yardmaster.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.experiment.Acceptance;
import org.yardmaster.experiment.AcceptanceReader;
import org.yardmaster.experiment.CascadeRun;
import org.yardmaster.experiment.JudgeSpec;
import org.yardmaster.experiment.Judged;
import org.yardmaster.experiment.Lab;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provenance.Release;
import org.yardmaster.train.TrainSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate cascade}. */
@Command(
    name = "cascade",
    description = "What asking a cheap candidate first and going on where needed is worth.",
    footer = {
      "",
      "Examples:",
      "  yardmaster evaluate cascade --dataset zeroeval --first gpt-4o-mini-2024-07-18 \\",
      "      --then claude-3-5-sonnet-20240620 --accept format",
      "  yardmaster evaluate cascade --dataset bfcl --first small --then middle,big \\",
      "      --accept format,expected,length --json",
      "  yardmaster evaluate cascade --dataset journal --first small --then big \\",
      "      --accept judge:referee",
      "",
      "Candidates are asked in turn until a test takes an answer; all that were asked",
      "are paid and waited for. Tests see what a live gateway could see:",
      "  expected    the default learner's expectation, before asking: whoever is",
      "              passed over is not asked; its threshold is chosen inside each fold",
      "  format      the grader can read an answer of the asked kind, right or wrong",
      "  length      the answer is not longer than a bound chosen inside each fold",
      "  agreement   all recorded samples of the candidate say the same; all are paid",
      "  judge:NAME  NAME's recorded score reaches a bound chosen inside each fold; its",
      "              calls are paid too, and must not have shown it the right answer",
      "The test that knows the grades is shown beside them as a bound: cascade:oracle."
    })
final class EvaluateCascadeCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();
  @Mixin MarginOption margin = new MarginOption();

  @Option(
      names = "--first",
      required = true,
      paramLabel = "ID",
      description = "Who is asked first.")
  String first = "";

  @Option(
      names = "--then",
      required = true,
      split = ",",
      paramLabel = "ID",
      description = "Who is asked next, in this order; the last one's answer is always taken.")
  List<String> then = List.of();

  @Option(
      names = "--accept",
      required = true,
      split = ",",
      paramLabel = "TEST",
      description =
          "What takes an answer: "
              + AcceptanceReader.NAMES
              + ". Several are judged side by side; the verdict speaks of the first.")
  List<String> accept = List.of();

  @Option(
      names = "--rubric",
      paramLabel = "TEXT",
      defaultValue = JudgeSpec.USUAL_RUBRIC,
      description = "Of the judge's recorded calls (default: ${DEFAULT-VALUE}).")
  String rubric = JudgeSpec.USUAL_RUBRIC;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      defaultValue = "logistic",
      description = "Who learns what is expected: ${COMPLETION-CANDIDATES} (default: logistic).")
  TrainSpec.Learner learner = TrainSpec.Learner.LOGISTIC;

  @Option(
      names = "--folds",
      paramLabel = "N",
      converter = Ranges.Folds.class,
      defaultValue = "5",
      description = "Folds (default: ${DEFAULT-VALUE}).")
  int folds = 5;

  /** What is judged, as it was read. */
  private record Read(OutcomeTable table, List<Acceptance> tests, PriceBook prices) {}

  @Override
  public Integer call() {
    List<String> names = WrongUse.value(spec, () -> AcceptanceReader.known(accept));
    PrintWriter messages = spec.commandLine().getErr();
    EvaluationSpec evaluation = margin.spec();
    Judged judged;
    try (WorkProgress progress = new WorkProgress("evaluate", messages)) {
      progress.at("reading the outcomes and answers of %s".formatted(dataset.id));
      Read read = read(names);
      judged =
          new CascadeRun(read.table(), read.prices(), evaluation, progress)
              .judge(read.tests(), new CascadeRun.Setting(TrainSpec.standard(learner), folds));
    }
    print(recorded(judged, evaluation, messages));
    return 0;
  }

  private List<String> chain() {
    List<String> chain = new ArrayList<>();
    chain.add(first);
    chain.addAll(then);
    return chain;
  }

  private Read read(List<String> names) {
    try (Lab lab = database.forReading()) {
      OutcomeTable table = CascadeRun.chain(lab.table(dataset.id), chain());
      AcceptanceReader tests = new AcceptanceReader(lab, table, rubric);
      return new Read(table, names.stream().map(tests::of).toList(), lab.prices());
    }
  }

  private RecordedJudgement recorded(
      Judged judged, EvaluationSpec evaluation, PrintWriter messages) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("dataset", dataset.id);
    facts.put("design", judged.evaluation().design());
    facts.put("cascade", String.join(" > ", chain()));
    facts.put("accept", String.join(",", accept));
    facts.put("train", TrainSpec.standard(learner).toString());
    facts.put("folds", Integer.toString(folds));
    facts.put("margin", Double.toString(margin.value));
    facts.put("evaluation", evaluation.toString());
    facts.put("outcomes digest", judged.outcomesDigest());
    facts.put("version", Release.VERSION);
    facts.put("java", Runtime.version().toString());
    if (accept.stream().anyMatch(name -> name.startsWith("judge:"))) {
      facts.put("rubric", rubric);
    }
    String runId =
        JudgingOptions.record(
            database,
            new JudgingOptions.Recorded(
                dataset.id, EvaluationJson.of(judged.evaluation()).toString(), facts, List.of()),
            messages);
    return new RecordedJudgement(runId, facts, judged);
  }

  private void print(RecordedJudgement judgement) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(judgement.json(false)));
    } else {
      EvaluationOutput output = new EvaluationOutput(out, screen);
      output.tables(judgement.evaluation());
      output.verdict(judgement.evaluation(), judgement.runId());
    }
    out.flush();
  }
}
