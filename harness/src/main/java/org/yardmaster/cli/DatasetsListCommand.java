package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.yardmaster.store.StatusReader;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yardmaster datasets list}. */
@Command(
    name = "list",
    description = "All data sets with a card, and what of them is in the database.",
    footer = {
      "",
      "Example:",
      "  yardmaster datasets list --db lab.duckdb",
      "",
      "Size is that of recorded prompts and answers; of the download where it can be",
      "fetched."
    })
final class DatasetsListCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Override
  public Integer call() {
    Collection<Catalogue.Entry> entries = Catalogue.read(database).values();
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode root = JsonOption.object().put("database", database.path.toString());
      ArrayNode list = root.putArray("datasets");
      entries.forEach(entry -> list.add(asJson(entry)));
      out.println(JsonOption.pretty(root));
    } else {
      out.print(screen.render(table(entries)));
    }
    out.flush();
    return 0;
  }

  static ObjectNode asJson(Catalogue.Entry entry) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", entry.card().id())
            .put("title", entry.card().title())
            .put("licence", entry.card().licence())
            .put("evaluationOnly", entry.card().evaluationOnly())
            .put("goodFor", entry.card().goodFor())
            .put("stored", entry.stored().isPresent());
    entry
        .stored()
        .ifPresent(
            status ->
                root.put("prompts", status.prompts())
                    .put("tasks", status.tasks())
                    .put("candidates", status.candidates())
                    .put("outcomes", status.outcomes())
                    .put("textBytes", status.textBytes()));
    entry.source().ifPresent(source -> root.put("downloadBytes", source.bytes()));
    return root;
  }

  private static Table table(Collection<Catalogue.Entry> entries) {
    return new Table(
        "datasets",
        "",
        List.of(
            Column.text("data set"),
            Column.number("prompts"),
            Column.number("tasks"),
            Column.number("candidates"),
            Column.number("outcomes"),
            Column.text("size"),
            Column.text("licence"),
            Column.text("good for")),
        entries.stream().map(DatasetsListCommand::row).toList());
  }

  private static Row row(Catalogue.Entry entry) {
    return Row.of(
        Cell.text(entry.card().id()),
        count(entry, StatusReader.Status::prompts),
        count(entry, StatusReader.Status::tasks),
        count(entry, StatusReader.Status::candidates),
        count(entry, StatusReader.Status::outcomes),
        Cell.text(size(entry)),
        Cell.text(
            entry.card().licence() + (entry.card().evaluationOnly() ? ", evaluation only" : "")),
        Cell.text(entry.card().goodFor().replaceFirst("(?s)[:.;].*", "")));
  }

  private static Cell count(
      Catalogue.Entry entry, java.util.function.ToLongFunction<StatusReader.Status> number) {
    return entry
        .stored()
        .map(status -> Cell.figure(Unit.COUNT, (double) number.applyAsLong(status)))
        .orElse(new Cell.Missing("not imported"));
  }

  private static String size(Catalogue.Entry entry) {
    return entry
        .stored()
        .map(status -> megabytes(status.textBytes()))
        .or(() -> entry.source().map(source -> megabytes(source.bytes()) + " to fetch"))
        .orElse("");
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
