package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.yardmaster.provenance.CanonicalJson;

/** A row of any table, by the names of its columns. */
interface Fields {
  /**
   * The value as text; empty where the row has none. In JSON a name may be a path of keys joined by
   * dots, and objects and arrays are given as canonical JSON.
   */
  Optional<String> value(String column);

  static Fields of(CsvRow row) {
    return row::optional;
  }

  static Fields of(JsonRow row) {
    return column -> {
      JsonNode node = row.value();
      if (!node.has(column)) {
        for (String key : column.split("\\.", -1)) {
          node = node.path(key);
        }
      } else {
        node = node.get(column);
      }
      if (node.isMissingNode() || node.isNull()) {
        return Optional.empty();
      }
      String text = node.isValueNode() ? node.asText() : CanonicalJson.write(node);
      return Optional.of(text).filter(value -> !value.isBlank());
    };
  }

  /** The value; {@link BadRow} where the row has none. */
  default String require(String column) {
    return value(column)
        .orElseThrow(() -> new BadRow("nothing in \"%s\"".formatted(column), "a value"));
  }

  /** A decimal number between two bounds, if the row has one. */
  default Optional<BigDecimal> number(String column, double least, double most) {
    return value(column)
        .map(
            text -> {
              Optional<BigDecimal> number = truthOrNumber(text.strip());
              if (number.isEmpty()
                  || !(number.get().doubleValue() >= least)
                  || !(number.get().doubleValue() <= most)) {
                throw new BadRow(
                    "%s in \"%s\"".formatted(BadRow.quoted(text), column),
                    "a number from %s to %s".formatted(least, most));
              }
              return number.get();
            });
  }

  private static Optional<BigDecimal> truthOrNumber(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Optional.of(BigDecimal.ONE);
    }
    if (text.equalsIgnoreCase("false")) {
      return Optional.of(BigDecimal.ZERO);
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }
}
