package org.yardmaster.table;

import static java.util.Objects.requireNonNull;

/**
 * A column's heading.
 *
 * @param numeric true when its cells align right
 */
public record Column(String title, boolean numeric) {
  public Column {
    requireNonNull(title, "title is null");
  }

  public static Column text(String title) {
    return new Column(title, false);
  }

  public static Column number(String title) {
    return new Column(title, true);
  }
}
