package org.yardmaster.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.yardmaster.experiment.Lab;
import org.yardmaster.store.Database;
import picocli.CommandLine.Option;

/** {@code --db}: the DuckDB file that a command works on. */
final class DatabaseOption {
  @Option(
      names = "--db",
      paramLabel = "FILE",
      defaultValue = "lab.duckdb",
      description = "DuckDB file with data sets and outcomes (default: ${DEFAULT-VALUE}).")
  Path path = Path.of("lab.duckdb");

  Lab forWriting() {
    return new Lab(Database.open(path), Clock.systemUTC());
  }

  Lab forReading() {
    return new Lab(Database.openForReading(path), Clock.systemUTC());
  }
}
