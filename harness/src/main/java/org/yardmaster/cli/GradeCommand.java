package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.GradeRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.grade.Graders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster grade}. */
@Command(
    name = "grade",
    description = "Judge recorded answers again, without calling anybody.",
    footer = {
      "",
      "Example:",
      "  yardmaster grade --dataset builtin --db lab.duckdb",
      "",
      "Earlier grades are kept; the latest counts. Labels that came with the data stay."
    })
final class GradeCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      description = "Data set to grade.")
  String dataset = "";

  @Override
  public Integer call() {
    GradeRun.Result result;
    try (Lab lab = database.forWriting()) {
      result = new GradeRun(lab).grade(dataset, Graders.standard());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(result)));
    } else {
      out.printf(
          "%s: %,d answers graded (%,d changed), %,d labels of the source kept%n",
          dataset, result.graded(), result.changed(), result.kept());
      result.unscored().forEach((reason, count) -> out.printf("unscored: %,d %s%n", count, reason));
    }
    out.flush();
    return 0;
  }

  private ObjectNode asJson(GradeRun.Result result) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset)
            .put("graded", result.graded())
            .put("changed", result.changed())
            .put("kept", result.kept());
    ObjectNode unscored = root.putObject("unscored");
    result.unscored().forEach(unscored::put);
    return root;
  }
}
