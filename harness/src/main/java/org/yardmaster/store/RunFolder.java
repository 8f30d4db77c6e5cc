package org.yardmaster.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Sample;
import org.yardmaster.provenance.CanonicalJson;

/**
 * A data set as Parquet files in a folder: what an engine in other processes reads, and where it
 * leaves its outcomes. Any program that reads Parquet can use it; the columns are those of the
 * tables {@code sample}, and {@code outcome} or {@code failure} beside {@code grade}.
 *
 * <pre>
 * card.json             the data set's card
 * samples/              all samples; column chosen tells those that are wanted
 * recorded/             attempts that the database has, each with its latest grade
 * outcomes/wave=N/      attempts that a cluster made; a wave counts once it holds _SUCCESS
 * gradings/NAME/        grades that a cluster made of them, likewise
 * </pre>
 */
public final class RunFolder {
  private static final String SUCCESS = "_SUCCESS";

  /** Attempts, answered and failed, in one relation: what both engines read and write. */
  private static final String ATTEMPTS =
      """
      WITH latest AS (
        SELECT outcome_key, arg_max(grade, grading) AS g FROM grade GROUP BY outcome_key)
      SELECT o.outcome_key, o.dataset_id, o.sample_id, o.candidate_id, o.trial, o.status,
        o.answer_text, o.tool_calls_json, o.finish_reason,
        NULL::VARCHAR AS fault, NULL::VARCHAR AS fault_message,
        o.input_tokens, o.cached_input_tokens, o.output_tokens, o.reasoning_tokens,
        o.tokens_estimated, o.cost_nano_usd, o.cost_unknown_because, o.latency_nanos,
        o.first_token_nanos, o.recorded_at, l.g.grader AS grader, l.g.quality AS quality,
        l.g.native_score AS native_score, l.g.native_low AS native_low,
        l.g.native_high AS native_high, l.g.extracted AS extracted,
        l.g.explanation AS explanation, l.g.unscored_because AS unscored_because
      FROM %s o JOIN latest l USING (outcome_key) WHERE o.dataset_id = $DATASET
      UNION ALL
      SELECT outcome_key, dataset_id, sample_id, candidate_id, trial, 'FAILED',
        NULL, NULL, NULL, fault, fault_message,
        input_tokens, cached_input_tokens, output_tokens, reasoning_tokens,
        tokens_estimated, cost_nano_usd, cost_unknown_because, latency_nanos,
        first_token_nanos, recorded_at, 'none', NULL,
        NULL, NULL, NULL, NULL, NULL, 'no answer'
      FROM failure WHERE dataset_id = $DATASET
      """
          .formatted(CostStore.PRICED_OUTCOME);

  private final Path folder;

  public RunFolder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  public Path path() {
    return folder;
  }

  /**
   * Writes card and samples of a data set, in place of what was there.
   *
   * @param chosen ids of the wanted samples; all when empty
   */
  public void writeSamples(
      Database database, DatasetStore datasets, String datasetId, Optional<Set<String>> chosen) {
    DatasetCard card = datasets.card(datasetId);
    write("card.json", CanonicalJson.write(CanonicalJson.MAPPER.valueToTree(card)));
    database.execute("CREATE OR REPLACE TEMP TABLE chosen_sample (sample_id VARCHAR)");
    for (String id : chosen.orElse(Set.of())) {
      Rows.update(database, "INSERT INTO chosen_sample VALUES (?)", id);
    }
    copy(
        database,
        """
        SELECT position, sample_id, task, group_id, split, published_split, prompt_json,
          target_json, labels_json, %s AS chosen
        FROM sample WHERE dataset_id = $DATASET ORDER BY position
        """
            .formatted(
                chosen.isEmpty() ? "true" : "sample_id IN (SELECT sample_id FROM chosen_sample)"),
        datasetId,
        "samples");
    database.execute("DROP TABLE chosen_sample");
  }

  /**
   * Writes all attempts of a data set, in place of what was there.
   *
   * @param part subfolder that takes them, such as {@code recorded}
   */
  public void writeAttempts(Database database, String datasetId, String part) {
    copy(database, ATTEMPTS, datasetId, part);
  }

  private void copy(Database database, String query, String datasetId, String part) {
    remove(folder.resolve(part));
    try {
      Files.createDirectories(folder.resolve(part));
    } catch (IOException fault) {
      throw new StoreException("Cannot create %s: %s".formatted(folder, fault), fault);
    }
    database.execute(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(
                query.replace("$DATASET", StagedColumns.literal(datasetId)),
                StagedColumns.literal(folder.resolve(part).resolve("part-0.parquet").toString())));
    write(part + "/" + SUCCESS, "");
  }

  /** Writes a text file of the folder. */
  public void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
    } catch (IOException fault) {
      throw new StoreException("Cannot write %s in %s: %s".formatted(name, folder, fault), fault);
    }
  }

  /** Reads a text file of the folder, if it is there. */
  public Optional<String> read(String name) {
    try {
      return Files.exists(folder.resolve(name))
          ? Optional.of(Files.readString(folder.resolve(name)))
          : Optional.empty();
    } catch (IOException fault) {
      throw new StoreException("Cannot read %s in %s: %s".formatted(name, folder, fault), fault);
    }
  }

  /** The card that was written, if one was. */
  public Optional<DatasetCard> card() {
    return read("card.json")
        .map(
            json -> {
              try {
                return CanonicalJson.MAPPER.readValue(json, DatasetCard.class);
              } catch (com.fasterxml.jackson.core.JsonProcessingException fault) {
                throw new StoreException("card.json cannot be read: " + fault.getMessage(), fault);
              }
            });
  }

  /** How many samples were written. */
  public long sampleCount() {
    return inMemory("SELECT count(*) FROM %s", row -> row.getLong(1)).getFirst();
  }

  /** The samples that were written, in their order. */
  public List<Sample> samples() {
    return inMemory(
        "SELECT sample_id, task, group_id, published_split, prompt_json, target_json, labels_json"
            + " FROM %s ORDER BY position",
        DatasetStore::sample);
  }

  private <T> List<T> inMemory(String query, Rows.Reader<T> reader) {
    try (Database memory = Database.inMemory()) {
      String files = folder.resolve("samples").resolve("*.parquet").toString();
      return Rows.query(
          memory,
          query.formatted("read_parquet(%s)".formatted(StagedColumns.literal(files))),
          reader);
    }
  }

  /** Parquet files of a part that are complete: those in folders that hold {@code _SUCCESS}. */
  List<Path> complete(String part) {
    if (!Files.isDirectory(folder.resolve(part))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve(part))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("/_temporary/"))
          .filter(file -> Files.exists(file.resolveSibling(SUCCESS)))
          .sorted()
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void remove(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new StoreException("Cannot remove %s: %s".formatted(path, fault), fault);
    }
  }
}
