package org.yardmaster.load;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of a CSV file, by column name. The accessors throw {@link BadRow} when a cell is not
 * what the format promises.
 *
 * @param columns column name to position
 */
record CsvRow(Place place, Map<String, Integer> columns, List<String> cells) {

  String text(String column) {
    @Nullable Integer position = columns.get(column);
    if (position == null) {
      throw new BadRow("no column \"%s\"".formatted(column), "one of " + columns.keySet());
    }
    return cells.get(position);
  }

  /** A cell that names something: not blank. */
  String name(String column) {
    if (text(column).isBlank()) {
      throw wrong(column, "a name");
    }
    return text(column);
  }

  /** The cell, unless the column is absent or the cell blank. */
  Optional<String> optional(String column) {
    return columns.containsKey(column)
        ? Optional.of(text(column)).filter(cell -> !cell.isBlank())
        : Optional.empty();
  }

  /** {@code True} or {@code False}, in any case. */
  boolean truth(String column) {
    String cell = text(column);
    if (cell.equalsIgnoreCase("true")) {
      return true;
    }
    if (cell.equalsIgnoreCase("false")) {
      return false;
    }
    throw wrong(column, "True or False");
  }

  /** A decimal number. */
  double number(String column) {
    try {
      double number = new BigDecimal(text(column).strip()).doubleValue();
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      throw wrong(column, "a number");
    }
    throw wrong(column, "a number");
  }

  BadRow wrong(String column, String expected) {
    int number = 1 + columns.getOrDefault(column, 0);
    return new BadRow(
        "%s in column %d (\"%s\")".formatted(BadRow.quoted(text(column)), number, column),
        expected);
  }

  String raw() {
    return String.join(",", cells);
  }
}
