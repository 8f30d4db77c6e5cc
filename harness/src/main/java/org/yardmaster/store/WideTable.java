package org.yardmaster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PromptJson;
import org.yardmaster.evaluate.WidePass;
import org.yardmaster.evaluate.WideRow;
import org.yardmaster.outcome.Candidate;

/**
 * Outcomes in the wide layout, as Parquet: one row per prompt, with columns {@code q0, c0, q1, c1,
 * ...} for quality and USD of every candidate. So whoever judges them needs neither join nor
 * shuffle, and each file is a part of its own.
 */
public final class WideTable {
  private final Path folder;

  /** The table in a folder that holds Parquet files. */
  public WideTable(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** The candidates of a data set that have a cost wherever they have a grade, by id. */
  public static List<Candidate> priced(Database database, OutcomeStore outcomes, String datasetId) {
    Set<String> priced =
        new HashSet<>(
            Rows.query(
                database,
                "SELECT candidate_id FROM (%s) GROUP BY 1 HAVING bool_and(usd IS NOT NULL)"
                    .formatted(cells(datasetId)),
                row -> row.getString(1)));
    return outcomes.candidates(datasetId).stream()
        .filter(candidate -> priced.contains(candidate.id()))
        .toList();
  }

  private static String cells(String datasetId) {
    return TableReader.CELLS.replace("?", StagedColumns.literal(datasetId));
  }

  /** How many prompts were asked for, and how many of them left out as seen. */
  public record Written(long asked, long dropped) {}

  /**
   * Writes a table, in place of what was there.
   *
   * @param split name of the split whose prompts are wanted; all when empty
   * @param seen prompts that are left out
   */
  public Written write(
      Database database,
      String datasetId,
      List<Candidate> candidates,
      String split,
      Predicate<Prompt> seen) {
    remove();
    String pairs =
        IntStream.range(0, candidates.size())
            .mapToObj(
                index ->
                    "max(quality) FILTER (candidate_id = %2$s) AS q%1$d, max(usd) FILTER (candidate_id = %2$s) AS c%1$d"
                        .formatted(index, StagedColumns.literal(candidates.get(index).id())))
            .collect(Collectors.joining(", "));
    List<String> dropped = new ArrayList<>();
    long[] asked = {0};
    Rows.each(
        database,
        "SELECT sample_id, prompt_json FROM sample WHERE dataset_id = ? AND (? = '' OR split = ?)",
        row -> {
          asked[0]++;
          return seen.test(PromptJson.read(row.getString(2))) && dropped.add(row.getString(1));
        },
        datasetId,
        split,
        split);
    database.execute("CREATE OR REPLACE TEMP TABLE dropped_sample (sample_id VARCHAR)");
    for (String id : dropped) {
      Rows.update(database, "INSERT INTO dropped_sample VALUES (?)", id);
    }
    database.execute(
        """
        COPY (
          WITH cells AS (%s)
          SELECT s.position, s.sample_id, s.group_id, s.task, s.prompt_json, %s
          FROM sample s LEFT JOIN cells USING (position)
          WHERE s.dataset_id = %s AND (%s = '' OR s.split = %s)
            AND s.sample_id NOT IN (SELECT sample_id FROM dropped_sample)
          GROUP BY ALL) TO %s (FORMAT parquet, COMPRESSION zstd, PER_THREAD_OUTPUT true)
        """
            .formatted(
                cells(datasetId),
                pairs,
                StagedColumns.literal(datasetId),
                StagedColumns.literal(split),
                StagedColumns.literal(split),
                StagedColumns.literal(folder.toString())));
    database.execute("DROP TABLE dropped_sample");
    return new Written(asked[0], dropped.size());
  }

  private void remove() {
    for (Path file : Files.isDirectory(folder) ? files() : List.<Path>of()) {
      try {
        Files.delete(file);
      } catch (IOException fault) {
        throw new StoreException("Cannot remove %s: %s".formatted(file, fault), fault);
      }
    }
    try {
      Files.createDirectories(folder.getParent());
      Files.deleteIfExists(folder);
    } catch (IOException fault) {
      throw new StoreException("Cannot prepare %s: %s".formatted(folder, fault), fault);
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException fault) {
      throw new StoreException("Cannot read %s: %s".formatted(folder, fault), fault);
    }
  }

  /** The parts of the table, which may be read at the same time. */
  public List<WidePass.Rows> parts(int candidates) {
    return files().stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .<WidePass.Rows>map(
            file -> (withPrompts, handler) -> read(file, candidates, withPrompts, handler))
        .toList();
  }

  private static void read(
      Path file, int candidates, boolean withPrompts, WidePass.Handler handler) {
    String pairs =
        IntStream.range(0, candidates)
            .mapToObj("q%1$d, c%1$d"::formatted)
            .collect(Collectors.joining(", "));
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", "1");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        PreparedStatement query =
            connection.prepareStatement(
                "SELECT position, group_id, task, %s, %s FROM read_parquet(?)"
                    .formatted(withPrompts ? "prompt_json" : "''", pairs))) {
      query.setString(1, file.toString());
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          handler.row(row(found, candidates), found.getString(4));
        }
      }
    } catch (SQLException fault) {
      throw ParquetReader.unreadable(file, fault);
    }
  }

  private static WideRow row(ResultSet found, int candidates) throws SQLException {
    double[] quality = new double[candidates];
    double[] costUsd = new double[candidates];
    for (int candidate = 0; candidate < candidates; candidate++) {
      quality[candidate] = number(found, 5 + 2 * candidate);
      costUsd[candidate] = number(found, 6 + 2 * candidate);
    }
    return new WideRow(found.getLong(1), found.getString(2), found.getString(3), quality, costUsd);
  }

  private static double number(ResultSet found, int column) throws SQLException {
    double value = found.getDouble(column);
    return found.wasNull() ? Double.NaN : value;
  }
}
