package org.yardmaster.store;

import java.util.List;

/** The documentation of the tables, read from the database itself. */
public final class SchemaReader {
  private final Database database;

  public SchemaReader(Database database) {
    this.database = database;
  }

  /** One column with its unit and meaning. */
  public record Column(String table, String name, String type, String meaning) {}

  /** All columns, table by table in order of creation. */
  public List<Column> columns() {
    return Rows.query(
        database,
        "SELECT c.table_name, c.column_name, c.data_type, coalesce(c.comment, '')"
            + " FROM duckdb_columns() c WHERE NOT c.internal ORDER BY c.table_oid, c.column_index",
        row -> new Column(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
  }
}
