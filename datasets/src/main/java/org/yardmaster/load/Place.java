package org.yardmaster.load;

import java.nio.file.Path;

/** A spot in an input file: line and column from 1; column 0 when the whole line is meant. */
public record Place(Path file, long line, long column) {
  @Override
  public String toString() {
    return column > 0
        ? "%s, line %d, column %d".formatted(file, line, column)
        : "%s, line %d".formatted(file, line);
  }
}
