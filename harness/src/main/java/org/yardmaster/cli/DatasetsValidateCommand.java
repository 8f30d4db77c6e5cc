package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.yardmaster.audit.Finding;
import org.yardmaster.experiment.AuditRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.store.StatusReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster datasets validate}. */
@Command(
    name = "validate",
    description = "Look for leaks between splits and data sets, and for figures that cannot be.",
    footer = {
      "",
      "Examples:",
      "  yardmaster datasets validate --db lab.duckdb",
      "  yardmaster datasets validate --dataset routellm-gsm8k \\",
      "      --dataset zeroeval --json",
      "",
      "Finds are no failure: the exit code is 0. Overlaps are looked for between all",
      "data sets given, or all that are stored."
    })
final class DatasetsValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--dataset",
      paramLabel = "ID",
      split = ",",
      description = "Data set to look at; repeat for several (default: all).")
  List<String> datasets = List.of();

  @Override
  public Integer call() {
    List<String> ids;
    List<Finding> findings;
    try (Lab lab = database.forReading()) {
      ids =
          datasets.isEmpty()
              ? new StatusReader(lab.database())
                  .read().stream().map(StatusReader.Status::dataset).toList()
              : datasets.stream().distinct().toList();
      findings = new AuditRun(lab).audit(ids);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(ids, findings)));
    } else {
      findings.forEach(finding -> print(finding, out));
      out.printf("%,d findings in %s%n", findings.size(), ids);
    }
    out.flush();
    return 0;
  }

  /** One finding for people. */
  static void print(Finding finding, PrintWriter out) {
    out.printf(
        "%-8s %s: %s%n",
        finding.severity().name().toLowerCase(Locale.ROOT), finding.subject(), finding.message());
    if (!finding.examples().isEmpty()) {
      out.printf("         for instance %s%n", String.join(", ", finding.examples()));
    }
  }

  private ObjectNode asJson(List<String> ids, List<Finding> findings) {
    ObjectNode root = JsonOption.object().put("database", database.path.toString());
    ArrayNode looked = root.putArray("datasets");
    ids.forEach(looked::add);
    Map<String, Long> counts = new TreeMap<>();
    findings.forEach(
        finding -> counts.merge(finding.kind().wireName(), finding.count(), Long::sum));
    ObjectNode kinds = root.putObject("counts");
    counts.forEach(kinds::put);
    ArrayNode list = root.putArray("findings");
    for (Finding finding : findings) {
      ArrayNode examples =
          list.addObject()
              .put("kind", finding.kind().wireName())
              .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
              .put("subject", finding.subject())
              .put("count", finding.count())
              .put("message", finding.message())
              .putArray("examples");
      finding.examples().forEach(examples::add);
    }
    return root;
  }
}
