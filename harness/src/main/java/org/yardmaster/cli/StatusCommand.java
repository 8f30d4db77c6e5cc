package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.Lab;
import org.yardmaster.store.Database;
import org.yardmaster.store.SchemaReader;
import org.yardmaster.store.StatusReader;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster status}. */
@Command(
    name = "status",
    description = "What is in this database.",
    footer = {
      "",
      "Examples:",
      "  yardmaster status --db lab.duckdb",
      "  yardmaster status --schema"
    })
final class StatusCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(names = "--schema", description = "Print every table and column with its meaning.")
  boolean schema;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (schema) {
      try (Database empty = Database.inMemory()) {
        printSchema(new SchemaReader(empty).columns(), out);
      }
    } else {
      try (Lab lab = database.forReading()) {
        printStatus(new StatusReader(lab.database()).read(), out);
      }
    }
    out.flush();
    return 0;
  }

  private void printSchema(List<SchemaReader.Column> columns, PrintWriter out) {
    if (json.wanted) {
      ObjectNode root = JsonOption.object();
      ArrayNode list = root.putArray("columns");
      for (SchemaReader.Column column : columns) {
        list.addObject()
            .put("table", column.table())
            .put("column", column.name())
            .put("type", column.type())
            .put("meaning", column.meaning());
      }
      out.println(JsonOption.pretty(root));
      return;
    }
    for (SchemaReader.Column column : columns) {
      out.printf(
          "%s.%s  %s%n    %s%n", column.table(), column.name(), column.type(), column.meaning());
    }
  }

  private void printStatus(List<StatusReader.Status> datasets, PrintWriter out) {
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(datasets)));
    } else if (datasets.isEmpty()) {
      out.printf("%s is empty.%nMaybe fill it: yardmaster import --help%n", database.path);
    } else {
      out.print(screen.render(table(datasets)));
    }
  }

  private ObjectNode asJson(List<StatusReader.Status> datasets) {
    ObjectNode root = JsonOption.object().put("database", database.path.toString());
    ArrayNode list = root.putArray("datasets");
    for (StatusReader.Status status : datasets) {
      list.addObject()
          .put("dataset", status.dataset())
          .put("title", status.title())
          .put("evaluationOnly", status.evaluationOnly())
          .put("simulated", status.simulated())
          .put("prompts", status.prompts())
          .put("tasks", status.tasks())
          .put("candidates", status.candidates())
          .put("outcomes", status.outcomes())
          .put("failed", status.failed())
          .put("graded", status.graded())
          .put("withoutCost", status.withoutCost())
          .put("evaluations", status.evaluations());
    }
    return root;
  }

  private static Table table(List<StatusReader.Status> datasets) {
    List<Row> rows =
        datasets.stream()
            .map(
                status ->
                    Row.of(
                        Cell.text(status.dataset() + (status.simulated() ? " (simulated)" : "")),
                        count(status.prompts()),
                        count(status.tasks()),
                        count(status.candidates()),
                        count(status.outcomes()),
                        count(status.graded()),
                        count(status.failed()),
                        count(status.withoutCost()),
                        status.evaluationOnly()
                            ? Cell.text("evaluation only")
                            : new Cell.Missing("any use")))
            .toList();
    return new Table(
            "status",
            "",
            List.of(
                Column.text("data set"),
                Column.number("prompts"),
                Column.number("tasks"),
                Column.number("candidates"),
                Column.number("outcomes"),
                Column.number("graded"),
                Column.number("failed"),
                Column.number("no cost"),
                Column.text("use")),
            rows)
        .withoutEmptyColumns();
  }

  private static Cell count(long number) {
    return Cell.figure(Unit.COUNT, (double) number);
  }
}
