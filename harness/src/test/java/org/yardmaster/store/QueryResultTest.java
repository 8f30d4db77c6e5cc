package org.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.yardmaster.table.TextTable;

class QueryResultTest {
  private static QueryResult of(String sql, Object... arguments) {
    try (Database database = Database.inMemory()) {
      return QueryResult.of(database, sql, arguments);
    }
  }

  @Test
  void columnsAreReadByName() {
    QueryResult found =
        of("SELECT * FROM (VALUES ('a', 1), ('b', 2.5)) t(name, size) WHERE size > ?", 0);
    assertThat(found.texts("name")).containsExactly("a", "b");
    assertThat(found.numbers("size")).containsExactly(1, 2.5);
  }

  @Test
  void whatIsUnknownIsNotANumber() {
    QueryResult found = of("SELECT NULL::INT AS size");
    assertThatThrownBy(() -> found.numbers("size")).hasMessageContaining("NULL");
    assertThat(found.texts("size")).containsExactly("");
    assertThatThrownBy(() -> found.numbers("width")).hasMessageContaining("[size]");
  }

  @Test
  void itPrintsAsATable() {
    String text =
        TextTable.render(of("SELECT 'a' AS name, 1234 AS size").table("Sizes"), 80, false);
    assertThat(text).isEqualTo("Sizes\nname   size\na     1,234\n");
  }

  @Test
  void wrongSqlIsSaidAsTheDatabaseSaysIt() {
    assertThatThrownBy(() -> of("SELEKT 1"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("SELEKT");
  }
}
