package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.page.EvaluationTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "",
      "With --policy, the policy is judged on prompts that it was not trained on. Without,",
      "the default learner is judged out-of-fold; nothing it learns is kept."
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();
  @Mixin JudgingOptions judging = new JudgingOptions();

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      description = "Data set to judge.")
  String dataset = "";

  @Override
  public Integer call() throws IOException {
    Evaluation evaluation = judging.judge(database, dataset, spec.commandLine().getErr());
    ObjectNode tree = EvaluationJson.of(evaluation);
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(tree));
    } else {
      EvaluationTables tables = new EvaluationTables(evaluation, "");
      out.println(screen.render(tables.candidates()));
      out.println(screen.render(tables.policies()));
      evaluation.notes().forEach(note -> out.printf("note: %s%n", note));
      out.printf("%s: %s%n", evaluation.verdict().id(), evaluation.verdictSentence());
    }
    out.flush();
    return 0;
  }
}
