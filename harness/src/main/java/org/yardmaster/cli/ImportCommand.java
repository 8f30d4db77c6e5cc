package org.yardmaster.cli;

import java.nio.file.Path;
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
import org.yardmaster.load.RowPolicy;
import org.yardmaster.load.TableMapping;
import org.yardmaster.price.PriceBook;
import org.yardmaster.store.ParquetReader;
import org.yardmaster.store.RunFolder;
import org.yardmaster.store.TableStage;
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
    footer = {ImportHelp.EXAMPLES, ImportHelp.MAPPING})
final class ImportCommand implements Callable<Integer> {
  static final String BUILTIN = "builtin";
  private static final String PARQUET = "parquet";
  private static final String TABLE = "table";

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

  @Option(
      names = "--mapping",
      paramLabel = "YAML",
      description = "Which column means what, for format table; see below.")
  Optional<Path> mapping = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Data set id, where the format has none.")
  Optional<String> id = Optional.empty();

  @Option(
      names = "--formats",
      help = true,
      description = "Print what every format reads and what it was tested on, and end.")
  boolean listFormats;

  @Option(names = "--skip-bad-rows", description = "Set bad rows aside and go on.")
  boolean skipBadRows;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Where --skip-bad-rows writes them (default: PATH.rejects.jsonl).")
  Optional<Path> rejects = Optional.empty();

  /** The names of all formats, for help and completion. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              Stream.of(BUILTIN, PARQUET), Importers.formats().stream().map(one -> one.name()))
          .iterator();
    }
  }

  @Override
  public Integer call() {
    if (listFormats) {
      FormatList.print(spec.commandLine().getOut());
      return 0;
    }
    requireSense();
    RejectFile refused = new RejectFile(rejectPath());
    RowPolicy rows = skipBadRows ? RowPolicy.skipping(refused::add) : RowPolicy.strict();
    List<ImportRun.Result> results;
    try (refused) {
      results =
          switch (format) {
            case TABLE -> table(rows, refused);
            case PARQUET -> folder();
            default -> whole(rows, refused);
          };
    }
    ImportOutput output = new ImportOutput(results, rows, refused.written(), database.path);
    if (json.wanted) {
      spec.commandLine().getOut().println(JsonOption.pretty(output.asJson()));
    } else {
      output.print(format, spec.commandLine().getOut());
    }
    return tellUnusedPrices(results);
  }

  private void requireSense() {
    if (format.equals(BUILTIN) && (path.isPresent() || prices.isPresent())) {
      throw wrongUse("Format builtin reads no files: leave out PATH and --prices.");
    }
    if (!List.of(BUILTIN, TABLE, PARQUET).contains(format)) {
      WrongUse.value(spec, () -> Importers.named(format));
    }
    if (rejects.isPresent() && !skipBadRows) {
      throw wrongUse("--rejects needs --skip-bad-rows: without it, the first bad row is an error");
    }
    if (mapping.isPresent() != format.equals(TABLE)) {
      throw wrongUse(
          mapping.isPresent()
              ? "--mapping belongs to format table; format %s has its own columns".formatted(format)
              : "Format table needs --mapping YAML: see `yardmaster import --help`");
    }
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<ImportRun.Result> whole(RowPolicy rows, RejectFile refused) {
    List<Imported> imports =
        format.equals(BUILTIN) ? builtin() : Importers.named(format).read(file(), rows, options());
    refused.close();
    try (Lab lab = database.openOrCreate()) {
      return new ImportRun(lab).store(imports);
    }
  }

  /** What a cluster left. */
  private List<ImportRun.Result> folder() {
    RunFolder folder = new RunFolder(file());
    try (Lab lab = database.openOrCreate()) {
      return List.of(new ImportRun(lab).store(folder));
    }
  }

  private List<ImportRun.Result> table(RowPolicy rows, RejectFile refused) {
    TableMapping columns = TableMapping.read(mapping.orElseThrow());
    String dataset = id.or(columns::datasetId).orElse(TABLE);
    try (TableStage stage =
        TableStage.read(file(), columns, dataset, priceBook(), rows, this::progress)) {
      refused.close();
      try (Lab lab = database.openOrCreate()) {
        return List.of(new ImportRun(lab).store(stage));
      }
    }
  }

  private void progress(String step) {
    spec.commandLine().getErr().println(step);
    spec.commandLine().getErr().flush();
  }

  private static List<Imported> builtin() {
    BuiltinDataset dataset = BuiltinDataset.load();
    return List.of(
        new Imported(dataset.card(), dataset.samples(), List.of(), List.of(), List.of(), 0));
  }

  private Path file() {
    return path.orElseThrow(
        () -> wrongUse("Missing required parameter: 'PATH' of format " + format));
  }

  private Path rejectPath() {
    Path source = path.orElse(Path.of(BUILTIN)).toAbsolutePath();
    return rejects.orElse(source.resolveSibling(source.getFileName() + ".rejects.jsonl"));
  }

  private PriceBook priceBook() {
    return prices
        .map(file -> PriceCards.readAny(file, RowPolicy.strict()))
        .orElse(PriceBook.empty());
  }

  private ImportOptions options() {
    ImportOptions options =
        ImportOptions.STANDARD.withPrices(priceBook()).withParquet(new ParquetReader());
    options = allRows ? options.withAllRows() : options;
    return id.isPresent() ? options.withDatasetId(id.get()) : options;
  }

  /** An import never changes what is there, so that prices given with it are of no effect. */
  private int tellUnusedPrices(List<ImportRun.Result> results) {
    List<String> old =
        results.stream().filter(one -> !one.added()).map(ImportRun.Result::dataset).toList();
    if (prices.isEmpty() || old.isEmpty()) {
      return 0;
    }
    progress(
        "The prices in %s were not used: %s was there already, and an import changes nothing.\nMaybe: yardmaster prices import %s --db %s, then yardmaster prices reprice --dataset %s --db %s"
            .formatted(
                prices.get(),
                String.join(", ", old),
                prices.get(),
                database.path,
                old.getFirst(),
                database.path));
    return 1;
  }
}
