package org.yardmaster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yardmaster.cli.Main;
import org.yardmaster.provenance.CanonicalJson;

/** Command lines of the laboratory, and what they left. */
final class LabCommand {
  private LabCommand() {}

  /** Runs a command that must succeed; returns its output. */
  static String run(Path database, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter messages = new StringWriter();
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--db", database.toString()))
            .toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(messages), all);
    assertThat(code).as("%s%n%s%n%s", String.join(" ", all), out, messages).isZero();
    return out.toString();
  }

  /** The same on a cluster; returns its JSON. */
  static JsonNode onSpark(Path database, String master, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--json",
            "--engine",
            "spark",
            "--master",
            master,
            "--spark",
            "spark.driver.memory=768m",
            "--spark",
            "spark.executor.memory=512m",
            "--spark",
            "spark.sql.shuffle.partitions=4"));
    return CanonicalJson.parse(run(database, all.toArray(String[]::new)));
  }

  /** Rows as text. */
  static List<String> rows(Path database, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      int width = found.getMetaData().getColumnCount();
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= width; column++) {
          row.append(found.getString(column)).append('\t');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
