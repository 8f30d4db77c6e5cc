package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.yardmaster.data.DatasetCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster datasets show ID}. */
@Command(
    name = "show",
    description = "The card of a data set: source, licence, contamination, defects, split rule.",
    footer = {"", "Example:", "  yardmaster datasets show mmlu-pro --db lab.duckdb"})
final class DatasetsShowCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "ID", description = "Data set.")
  String dataset = "";

  @Override
  public Integer call() {
    Map<String, Catalogue.Entry> entries = Catalogue.read(database);
    Catalogue.Entry entry = entries.get(dataset);
    if (entry == null) {
      throw new IllegalArgumentException(
          "No data set %s, neither in %s nor among those known: %s."
              .formatted(dataset, database.path, entries.keySet()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(entry)));
    } else {
      print(entry, out);
    }
    out.flush();
    return 0;
  }

  private static ObjectNode asJson(Catalogue.Entry entry) {
    ObjectNode root = DatasetsListCommand.asJson(entry);
    DatasetCard card = entry.card();
    root.put("source", card.source()).put("splitRule", card.splitRule());
    ArrayNode contamination = root.putArray("contamination");
    card.contamination().forEach(contamination::add);
    ArrayNode defects = root.putArray("defects");
    card.defects().forEach(defects::add);
    entry.source().ifPresent(source -> root.put("address", source.address()));
    return root;
  }

  private void print(Catalogue.Entry entry, PrintWriter out) {
    DatasetCard card = entry.card();
    out.printf("%s: %s%n", card.id(), card.title());
    line(out, "source", card.source());
    line(out, "licence", card.licence() + (card.evaluationOnly() ? ", evaluation only" : ""));
    line(out, "good for", card.goodFor());
    lines(out, "contamination", card.contamination());
    lines(out, "defects", card.defects());
    line(out, "split rule", card.splitRule());
    line(
        out,
        "stored",
        entry
            .stored()
            .map(
                status ->
                    "%,d prompts, %d tasks, %d candidates, %,d outcomes in %s"
                        .formatted(
                            status.prompts(),
                            status.tasks(),
                            status.candidates(),
                            status.outcomes(),
                            database.path))
            .orElse("not in " + database.path));
    entry
        .source()
        .ifPresent(
            source ->
                line(
                    out,
                    "download",
                    "yardmaster datasets fetch %s (%s in %d files)"
                        .formatted(
                            card.id(),
                            DatasetsListCommand.megabytes(source.bytes()),
                            source.files().size())));
  }

  private static void lines(PrintWriter out, String name, List<String> texts) {
    if (texts.isEmpty()) {
      line(out, name, "none known");
    }
    texts.forEach(text -> line(out, name, text));
  }

  private static void line(PrintWriter out, String name, String text) {
    out.printf("  %-14s %s%n", name, text);
  }
}
