package org.yardmaster.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.yardmaster.experiment.Lab;
import org.yardmaster.store.Database;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --db}: the DuckDB file that a command works on. */
final class DatabaseOption {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--db",
      paramLabel = "FILE",
      defaultValue = "lab.duckdb",
      description = "DuckDB file with data sets and outcomes (default: ${DEFAULT-VALUE}).")
  Path path = Path.of("lab.duckdb");

  /** Opens a database that must be there. */
  Lab forWriting() {
    Database.requireThere(path);
    return openOrCreate();
  }

  /** Opens the database, or creates it. */
  Lab openOrCreate() {
    return new Lab(Database.open(path), Clock.systemUTC());
  }

  Lab forReading() {
    Database database = Database.openForReading(path);
    if (!database.notice().isEmpty()) {
      spec.commandLine().getErr().println(database.notice());
    }
    return new Lab(database, Clock.systemUTC());
  }
}
