package org.yardmaster.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.yardmaster.data.Sample;

/**
 * Berkeley Function Calling Leaderboard, results of August 2024: prompts with tool definitions,
 * calls as answered, tokens and latency as measured.
 */
final class BfclImporter implements Importer {
  static final String BFCL = "bfcl";

  private static final ImportFormat FORMAT =
      new ImportFormat(
          BFCL,
          "Berkeley Function Calling Leaderboard: 1,700 prompts, 27 configurations, measured",
          "a folder with prompts/*.json (and prompts/possible_answer/), and one run beside it:"
              + " DATE/result/CONFIGURATION/*_result.json with"
              + " DATE/score/CONFIGURATION/*_score.json",
          List.of(BFCL),
          "the published files of 2024-08-11, all 27 configurations");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    Path run = run(path);
    Batch batch = new Batch(Cards.of(BFCL), rows, options.prices());
    Map<String, Sample> samples = BfclPrompts.read(path.resolve("prompts"), rows);
    samples.values().forEach(batch::add);
    List<Path> configurations =
        TextFiles.entries(run.resolve("result")).stream().filter(Files::isDirectory).toList();
    if (configurations.isEmpty()) {
      throw new BadInputException(run.resolve("result"), "no configuration", FORMAT.layout());
    }
    for (Path configuration : configurations) {
      new BfclResults(configuration, run.resolve("score"), samples, batch, rows).read();
    }
    return List.of(batch.imported());
  }

  private static Path run(Path path) {
    Predicate<Path> isRun =
        folder ->
            Files.isDirectory(folder.resolve("result"))
                && Files.isDirectory(folder.resolve("score"));
    List<Path> runs =
        Stream.concat(Stream.of(path), TextFiles.entries(path).stream()).filter(isRun).toList();
    if (runs.size() != 1) {
      throw new BadInputException(
          path,
          "%d folders with result/ and score/".formatted(runs.size()),
          "one run; " + FORMAT.layout());
    }
    return runs.getFirst();
  }
}
