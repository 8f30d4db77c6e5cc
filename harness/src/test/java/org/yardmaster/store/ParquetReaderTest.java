package org.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.load.BadInputException;

class ParquetReaderTest {
  @TempDir Path folder = Path.of("");

  @Test
  void handsOverTheNamesThenEveryRowAsText() {
    Path file = folder.resolve("it's.parquet");
    try (Database database = Database.open(folder.resolve("lab.duckdb"))) {
      database.execute(
          "COPY (SELECT * FROM (VALUES ('a,b', 1, 0.5, true), (NULL, 2, 1.0, false))"
              + " t(text, number, share, truth)) TO '%s' (FORMAT parquet)"
                  .formatted(file.toString().replace("'", "''")));
    }
    List<List<String>> rows = new ArrayList<>();
    new ParquetReader().read(file, rows::add);
    assertThat(rows)
        .containsExactly(
            List.of("text", "number", "share", "truth"),
            List.of("a,b", "1", "0.5", "true"),
            List.of("", "2", "1.0", "false"));
  }

  @Test
  void aFileThatIsNoParquetIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("calls.parquet"), "prompt,model\n");
    assertThatThrownBy(() -> new ParquetReader().read(file, row -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("calls.parquet", "Parquet");
  }
}
