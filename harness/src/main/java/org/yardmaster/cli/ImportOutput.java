package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yardmaster.experiment.ImportRun;
import org.yardmaster.load.RowPolicy;

/** What an import did, for people and as JSON. */
record ImportOutput(
    List<ImportRun.Result> results, RowPolicy rows, Optional<Path> rejects, Path database) {

  void print(String format, PrintWriter out) {
    for (ImportRun.Result result : results) {
      out.printf(
          "%-16s %s: %,d prompts, %d candidates, %,d outcomes%n",
          result.dataset(),
          result.added() ? "imported" : "was there already, nothing changed",
          result.samples(),
          result.candidates(),
          result.outcomes());
    }
    if (rows.read() > 0) {
      out.printf("rows: %,d read, %,d refused%n", rows.read(), rows.refused());
    }
    rejects.ifPresent(file -> out.printf("refused rows: %s%n", file));
    out.printf(
        "next: yardmaster %s --dataset %s --db %s%n",
        format.equals(ImportCommand.BUILTIN) ? "replay" : "evaluate",
        results.getFirst().dataset(),
        database);
    out.flush();
  }

  ObjectNode asJson() {
    ObjectNode root = JsonOption.object();
    ArrayNode datasets = root.putArray("datasets");
    for (ImportRun.Result result : results) {
      datasets
          .addObject()
          .put("dataset", result.dataset())
          .put("added", result.added())
          .put("prompts", result.samples())
          .put("candidates", result.candidates())
          .put("outcomes", result.outcomes());
    }
    root.put("rowsRead", rows.read()).put("rowsRefused", rows.refused());
    rejects.ifPresent(file -> root.put("rejectFile", file.toString()));
    return root.put("database", database.toString());
  }
}
