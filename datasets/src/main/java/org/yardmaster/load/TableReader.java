package org.yardmaster.load;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A reader of columnar files, handed in by whoever has the library for it: this module has none, so
 * that no gateway carries one.
 */
public interface TableReader {
  /** Refuses every file, saying what to use instead. */
  TableReader ABSENT =
      (file, rows) -> {
        throw new BadInputException(
            file, "a Parquet file", "CSV or JSONL: no Parquet reader was handed to this import");
      };

  /**
   * Hands over the column names, then every row in the file's order; missing values as empty text,
   * everything else as its text.
   *
   * @throws BadInputException when the file cannot be read
   */
  void read(Path file, Consumer<List<String>> rows);
}
