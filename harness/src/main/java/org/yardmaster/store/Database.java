package org.yardmaster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * One open DuckDB file. Not thread-safe: one thread at a time. While a file is open for writing no
 * other process can open it; {@link #refreshSnapshot} leaves a copy beside it that they can read.
 */
public final class Database implements AutoCloseable {
  private static final Pattern HOLDER = Pattern.compile("\\(PID (\\d+)\\)");

  private static final String MEMORY = "1GB";

  private final Path path;
  private final Connection connection;
  private final String notice;

  private Database(Path path, Connection connection, String notice) {
    this.path = path;
    this.connection = connection;
    this.notice = notice;
  }

  /** An empty database of the present schema, in memory. */
  public static Database inMemory() {
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:");
      Migrations.apply(connection);
      return new Database(Path.of(":memory:"), connection, "");
    } catch (SQLException fault) {
      throw failed(fault);
    }
  }

  /** Opens for writing; creates the file, or migrates an older one, where needed. */
  public static Database open(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Connection connection = connect(path, false);
      requireKnown(path, connection);
      Migrations.apply(connection);
      return new Database(path, connection, "");
    } catch (SQLException fault) {
      throw cannotOpen(path, fault);
    } catch (IOException fault) {
      throw new StoreException("Cannot create the folder of %s: %s".formatted(path, fault), fault);
    }
  }

  /**
   * Opens for reading. Where another process is writing, its snapshot is opened instead.
   *
   * @throws StoreException when there is no such file, or it is locked and has no snapshot
   */
  public static Database openForReading(Path path) {
    requireThere(path);
    try {
      return openReadOnly(path, "");
    } catch (SQLException fault) {
      Path snapshot = snapshotPath(path);
      if (isLocked(fault) && Files.exists(snapshot)) {
        return openSnapshot(path, snapshot, fault);
      }
      throw cannotOpen(path, fault);
    }
  }

  /**
   * Says how a database comes to be.
   *
   * @throws StoreException when there is no such file
   */
  public static void requireThere(Path path) {
    if (!Files.exists(path)) {
      throw new StoreException(
          "No database at %s.\nMaybe create one with `yardmaster import ... --db %s`."
              .formatted(path, path));
    }
  }

  private static Database openSnapshot(Path path, Path snapshot, SQLException lock) {
    try {
      return openReadOnly(
          snapshot,
          "%s is being written by process %s: reading %s, refreshed %s."
              .formatted(
                  path, holder(lock), snapshot.getFileName(), Files.getLastModifiedTime(snapshot)));
    } catch (SQLException | IOException fault) {
      throw new StoreException("Cannot read the snapshot %s: %s".formatted(snapshot, fault), fault);
    }
  }

  private static Database openReadOnly(Path path, String notice) throws SQLException {
    Connection connection = connect(path, true);
    requireKnown(path, connection);
    int version = Migrations.version(connection);
    if (!Migrations.missing(connection).isEmpty()) {
      connection.close();
      throw new StoreException(
          "%s has schema version %d; this build reads version %d.\nMaybe open it once for writing, for instance with `yardmaster import`: that migrates it."
              .formatted(path, version, Migrations.current()));
    }
    return new Database(path, connection, notice);
  }

  /** A database of no schema, for work in progress: the memory it may take is limited. */
  static Database scratch(Path path) {
    try {
      Database scratch = new Database(path, connect(path, false), "");
      scratch.limitMemory();
      return scratch;
    } catch (SQLException fault) {
      throw cannotOpen(path, fault);
    }
  }

  /** A second connection to the same open file, for another thread; it sees what is committed. */
  Database secondConnection() {
    try {
      return new Database(path, ((DuckDBConnection) connection).duplicate(), notice);
    } catch (SQLException fault) {
      throw failed(fault);
    }
  }

  /** Has DuckDB spill to disk beyond a gigabyte, beside the heap of this process. */
  void limitMemory() {
    execute("SET memory_limit = '%s'".formatted(MEMORY));
  }

  private static Connection connect(Path path, boolean readOnly) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", Boolean.toString(readOnly));
    settings.setProperty("jdbc_stream_results", "true");
    return DriverManager.getConnection("jdbc:duckdb:" + path, settings);
  }

  private static void requireKnown(Path path, Connection connection) throws SQLException {
    int version = Migrations.version(connection);
    if (version > Migrations.current()) {
      connection.close();
      throw new StoreException(
          "%s has schema version %d; this build knows versions up to %d.\nMaybe update Yardmaster."
              .formatted(path, version, Migrations.current()));
    }
  }

  private static StoreException cannotOpen(Path path, SQLException fault) {
    if (isLocked(fault)) {
      return new StoreException(
          "%s is held by process %s.\nMaybe wait for it to finish; DuckDB lets one process write and none read meanwhile."
              .formatted(path, holder(fault)),
          fault);
    }
    String found = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    return new StoreException(
        "%s cannot be opened as a DuckDB database: %s\nMaybe the path is wrong; expected a file that `yardmaster import` or `demo` made."
            .formatted(path, found),
        fault);
  }

  private static boolean isLocked(SQLException fault) {
    return String.valueOf(fault.getMessage()).contains("Conflicting lock");
  }

  private static String holder(SQLException fault) {
    Matcher matcher = HOLDER.matcher(String.valueOf(fault.getMessage()));
    return matcher.find() ? matcher.group(1) : "(unknown)";
  }

  /** The snapshot beside a database file: {@code lab.duckdb} has {@code lab.snapshot.duckdb}. */
  public static Path snapshotPath(Path path) {
    String name = path.getFileName().toString();
    String stem = name.endsWith(".duckdb") ? name.substring(0, name.length() - 7) : name;
    return path.resolveSibling(stem + ".snapshot.duckdb");
  }

  /** Replaces the snapshot by a copy of what is committed now. */
  public void refreshSnapshot() {
    Path snapshot = snapshotPath(path);
    Path half = snapshot.resolveSibling(snapshot.getFileName() + ".part");
    try {
      Files.deleteIfExists(half);
      execute("ATTACH '%s' AS snapshot".formatted(half.toString().replace("'", "''")));
      execute("COPY FROM DATABASE \"%s\" TO snapshot".formatted(catalog()));
      execute("DETACH snapshot");
      Files.move(
          half, snapshot, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      throw new StoreException(
          "Cannot write the snapshot %s: %s".formatted(snapshot, fault), fault);
    }
  }

  /** Removes the snapshot: once nobody writes, readers open the database itself. */
  public void removeSnapshot() {
    try {
      Files.deleteIfExists(snapshotPath(path));
    } catch (IOException fault) {
      throw new StoreException(
          "Cannot remove the snapshot of %s: %s".formatted(path, fault), fault);
    }
  }

  private String catalog() {
    try {
      return connection.getCatalog().replace("\"", "\"\"");
    } catch (SQLException fault) {
      throw failed(fault);
    }
  }

  /** Runs work that keeps other processes out for long: they read a snapshot meanwhile. */
  public <T> T besideSnapshot(Supplier<T> work) {
    refreshSnapshot();
    try {
      return work.get();
    } finally {
      removeSnapshot();
    }
  }

  /** Runs all of the work or none of it. */
  public <T> T transaction(Supplier<T> work) {
    execute("BEGIN TRANSACTION");
    boolean done = false;
    try {
      T result = work.get();
      execute("COMMIT");
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  /** A full disk ends the transaction by itself; what it said first is what counts. */
  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException alreadyEnded) {
      return;
    }
  }

  /** What a reader should be told: that a snapshot was opened instead; empty otherwise. */
  public String notice() {
    return notice;
  }

  public Path path() {
    return path;
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException fault) {
      throw failed(fault);
    }
  }

  static StoreException failed(SQLException fault) {
    String said = String.valueOf(fault.getMessage());
    return said.contains("No space left") || said.contains("File too large")
        ? new StoreException(
            "The disk of the database is full: %s\nMaybe free some space; what is recorded is safe, and the same command goes on."
                .formatted(said.lines().findFirst().orElse("")),
            fault)
        : new StoreException("The database refused: " + said, fault);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException fault) {
      throw failed(fault);
    }
  }
}
