package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.ImportRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importer;
import org.yardmaster.load.Importers;
import org.yardmaster.load.PriceTableCsv;
import org.yardmaster.load.Reject;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.price.PriceBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster import FORMAT PATH}. */
@Command(
    name = "import",
    description = "Bring in outcomes that somebody already recorded.",
    footer = {
      "",
      "Examples:",
      "  yardmaster import routellm shared/data/routellm --db lab.duckdb",
      "  yardmaster import bfcl shared/data/bfcl --prices price_table.csv --db lab.duckdb",
      "",
      "One import is one transaction: a bad row leaves the database as it was, unless",
      "--skip-bad-rows sets it aside in PATH.rejects.jsonl."
    })
final class ImportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  String format = "";

  @Parameters(index = "1", paramLabel = "PATH", description = "File or folder to read.")
  Path path = Path.of("");

  @Option(
      names = "--prices",
      paramLabel = "CSV",
      description = "Price list: columns model, usd_per_1m_input, usd_per_1m_output.")
  Optional<Path> prices = Optional.empty();

  @Option(
      names = "--all-rows",
      description = "Keep the rows that the published figures leave out as contaminated.")
  boolean allRows;

  @Option(names = "--mapping", paramLabel = "YAML", description = "Which column means what.")
  Optional<Path> mapping = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Data set id, where the format has none.")
  Optional<String> id = Optional.empty();

  @Option(names = "--skip-bad-rows", description = "Set bad rows aside and go on.")
  boolean skipBadRows;

  /** The names of all formats, for help and completion. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Importers.all().stream().map(importer -> importer.format().name()).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Importer importer = Importers.named(format);
    RowPolicy rows = skipBadRows ? RowPolicy.skipping() : RowPolicy.strict();
    List<Imported> imports = importer.read(path, rows, options(rows));
    List<ImportRun.Result> results;
    try (Lab lab = database.forWriting()) {
      results = new ImportRun(lab).store(imports);
    }
    Optional<Path> rejects = writeRejects(rows.rejects());
    if (json.wanted) {
      spec.commandLine().getOut().println(JsonOption.pretty(asJson(results, rejects)));
    } else {
      print(results, rejects);
    }
    return 0;
  }

  private ImportOptions options(RowPolicy rows) {
    PriceBook book = prices.map(file -> PriceTableCsv.read(file, rows)).orElse(PriceBook.empty());
    ImportOptions options = ImportOptions.STANDARD.withPrices(book);
    options = allRows ? options.withAllRows() : options;
    options = mapping.isPresent() ? options.withMapping(mapping.get()) : options;
    return id.isPresent() ? options.withDatasetId(id.get()) : options;
  }

  private Optional<Path> writeRejects(List<Reject> rejects) throws IOException {
    if (rejects.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (Reject reject : rejects) {
      lines.add(
          JsonOption.object()
              .put("place", reject.place().toString())
              .put("problem", reject.problem())
              .put("raw", reject.raw())
              .toString());
    }
    Path file = path.toAbsolutePath().resolveSibling(path.getFileName() + ".rejects.jsonl");
    return Optional.of(Files.write(file, lines));
  }

  private void print(List<ImportRun.Result> results, Optional<Path> rejects) {
    PrintWriter out = spec.commandLine().getOut();
    for (ImportRun.Result result : results) {
      out.printf(
          "%-16s %s: %,d prompts, %d candidates, %,d outcomes%n",
          result.dataset(),
          result.added() ? "imported" : "was there already, nothing changed",
          result.samples(),
          result.candidates(),
          result.outcomes());
    }
    rejects.ifPresent(file -> out.printf("rejected rows: %s%n", file));
    out.printf(
        "next: yardmaster evaluate --dataset %s --db %s%n",
        results.getFirst().dataset(), database.path);
    out.flush();
  }

  private ObjectNode asJson(List<ImportRun.Result> results, Optional<Path> rejects) {
    ObjectNode root = JsonOption.object();
    ArrayNode datasets = root.putArray("datasets");
    for (ImportRun.Result result : results) {
      datasets
          .addObject()
          .put("dataset", result.dataset())
          .put("added", result.added())
          .put("prompts", result.samples())
          .put("candidates", result.candidates())
          .put("outcomes", result.outcomes())
          .put("rejects", result.rejects());
    }
    rejects.ifPresent(file -> root.put("rejectFile", file.toString()));
    return root.put("database", database.path.toString());
  }
}
