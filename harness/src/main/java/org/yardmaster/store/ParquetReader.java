package org.yardmaster.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.TableReader;

/** Parquet files row by row, read by a DuckDB in memory. */
public final class ParquetReader implements TableReader {
  @Override
  public void read(Path file, Consumer<List<String>> rows) {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        PreparedStatement query =
            connection.prepareStatement("SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?)")) {
      query.setString(1, file.toString());
      try (ResultSet found = query.executeQuery()) {
        ResultSetMetaData columns = found.getMetaData();
        List<String> header = new ArrayList<>();
        for (int index = 1; index <= columns.getColumnCount(); index++) {
          header.add(columns.getColumnName(index));
        }
        rows.accept(header);
        while (found.next()) {
          rows.accept(cells(found, header.size()));
        }
      }
    } catch (SQLException fault) {
      throw unreadable(file, fault);
    }
  }

  /** A damaged file, told by what DuckDB says of it. */
  static BadInputException unreadable(Path file, SQLException fault) {
    String problem = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    return new BadInputException(
        file,
        "no readable Parquet (%s)".formatted(problem.replaceAll("\\w*Exception: ", "")),
        "a complete Parquet file");
  }

  private static List<String> cells(ResultSet row, int width) throws SQLException {
    List<String> cells = new ArrayList<>(width);
    for (int index = 1; index <= width; index++) {
      String cell = row.getString(index);
      cells.add(cell == null ? "" : cell);
    }
    return cells;
  }
}
