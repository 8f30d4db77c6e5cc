package org.yardmaster.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a staged table as SQL: what each is called there, and how its cells are read. */
final class StagedColumns {
  private static final Set<String> NUMBERS =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT",
          "DOUBLE");

  private final Map<String, Column> columns = new LinkedHashMap<>();

  private record Column(String sql, boolean text, int number) {}

  /** Columns that are all text, as they come out of CSV and JSON. */
  static StagedColumns ofText(List<String> wanted, List<String> header) {
    StagedColumns staged = new StagedColumns();
    for (String name : wanted) {
      staged.put(name, true, header.indexOf(name) + 1);
    }
    return staged;
  }

  /** Columns of a Parquet file, which knows numbers from texts; missing ones are empty text. */
  static StagedColumns ofTypes(List<String> wanted, Map<String, String> types) {
    StagedColumns staged = new StagedColumns();
    List<String> header = List.copyOf(types.keySet());
    for (String name : wanted) {
      String type = types.getOrDefault(name, "VARCHAR");
      boolean number = NUMBERS.contains(type) || type.startsWith("DECIMAL");
      staged.put(name, !number, header.indexOf(name) + 1);
    }
    return staged;
  }

  private void put(String name, boolean text, int number) {
    columns.put(name, new Column("c" + columns.size(), text, number));
  }

  /** {@code c0 VARCHAR, c1 VARCHAR, …}. */
  String definitions() {
    return String.join(", ", columns.values().stream().map(one -> one.sql + " VARCHAR").toList());
  }

  /** What a view selects from a Parquet file: numbers as they are, blank texts as NULL. */
  String selection() {
    List<String> selected = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
          String sql =
              column.number == 0 ? "NULL::VARCHAR" : column.text ? blankAsNull(quoted) : quoted;
          selected.add(sql + " AS " + column.sql);
        });
    return String.join(", ", selected);
  }

  /** A text that begins above the blank is not blank, which is cheap to see. */
  private static String blankAsNull(String quoted) {
    return "CASE WHEN %1$s::VARCHAR >= '!' THEN %1$s::VARCHAR WHEN trim(%1$s::VARCHAR, E' \\t\\r\\n\\f\\v') = '' THEN NULL ELSE %1$s::VARCHAR END"
        .formatted(quoted);
  }

  /** A cell as text; NULL where there is nothing, or no such column is mapped. */
  String text(@Nullable String name) {
    return column(name)
        .map(column -> column.text ? column.sql : column.sql + "::VARCHAR")
        .orElse("NULL::VARCHAR");
  }

  /** A cell as DOUBLE; NULL where there is nothing or no number. */
  String number(@Nullable String name) {
    return column(name)
        .map(
            column ->
                column.text
                    ? "CASE lower(trim(%1$s)) WHEN 'true' THEN 1.0::DOUBLE WHEN 'false' THEN 0.0::DOUBLE ELSE TRY_CAST(%1$s AS DOUBLE) END"
                        .formatted(column.sql)
                    : column.sql + "::DOUBLE")
        .orElse("NULL::DOUBLE");
  }

  /** A cell as BIGINT, once it was found to be a whole number. */
  String count(@Nullable String name) {
    return number(name) + "::BIGINT";
  }

  private Optional<Column> column(@Nullable String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(columns.get(name));
  }

  /** A column for a message: its number, where the file numbers columns, and its name. */
  String place(String name) {
    int number = column(name).map(Column::number).orElse(0);
    return number > 0 ? "column %d (\"%s\")".formatted(number, name) : "\"%s\"".formatted(name);
  }

  /** A text as SQL literal. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
