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
import java.util.stream.Stream;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.experiment.ImportRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.PriceCards;
import org.yardmaster.load.Reject;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.price.PriceBook;
import org.yardmaster.store.ParquetReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      "  yardmaster import builtin --db lab.duckdb",
      "  yardmaster import table calls.parquet --mapping calls.yaml --id calls --db lab.duckdb",
      "  yardmaster import bfcl shared/data/bfcl --prices price_table.csv --db lab.duckdb",
      "",
      "One import is one transaction: a bad row leaves the database as it was, unless",
      "--skip-bad-rows sets it aside in PATH.rejects.jsonl."
    })
final class ImportCommand implements Callable<Integer> {
  private static final String BUILTIN = "builtin";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  String format = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "File or folder to read; none for builtin.")
  Optional<Path> path = Optional.empty();

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Price list, in any form that `yardmaster prices import` reads.")
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
      return Stream.concat(
              Stream.of(BUILTIN), Importers.all().stream().map(one -> one.format().name()))
          .iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    RowPolicy rows = skipBadRows ? RowPolicy.skipping() : RowPolicy.strict();
    List<Imported> imports = format.equals(BUILTIN) ? builtin() : read(rows);
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

  private static List<Imported> builtin() {
    BuiltinDataset dataset = BuiltinDataset.load();
    return List.of(
        new Imported(
            dataset.card(), dataset.samples(), List.of(), List.of(), List.of(), List.of()));
  }

  private List<Imported> read(RowPolicy rows) {
    return Importers.named(format).read(file(), rows, options(rows));
  }

  private Path file() {
    return path.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), "Missing required parameter: 'PATH' of format " + format));
  }

  private ImportOptions options(RowPolicy rows) {
    PriceBook book = prices.map(file -> PriceCards.readAny(file, rows)).orElse(PriceBook.empty());
    ImportOptions options =
        ImportOptions.STANDARD.withPrices(book).withParquet(new ParquetReader());
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
    Path source = file();
    Path file = source.toAbsolutePath().resolveSibling(source.getFileName() + ".rejects.jsonl");
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
        "next: yardmaster %s --dataset %s --db %s%n",
        format.equals(BUILTIN) ? "replay" : "evaluate",
        results.getFirst().dataset(),
        database.path);
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
