package org.yardmaster.cli;

import java.util.Optional;
import org.yardmaster.table.Table;
import org.yardmaster.table.TextTable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How wide and how coloured tables are: colour on a terminal only, and never with NO_COLOR. */
final class ScreenOptions {
  private static final int PLAIN_WIDTH = 120;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      converter = Ranges.Count.class,
      description = "Width of tables.")
  Optional<Integer> width = Optional.empty();

  String render(Table table) {
    return TextTable.render(table, width(), colour());
  }

  private int width() {
    return width.orElseGet(
        () -> {
          String columns = System.getenv("COLUMNS");
          return columns != null && columns.matches("\\d{2,4}")
              ? Integer.parseInt(columns)
              : PLAIN_WIDTH;
        });
  }

  private static boolean colour() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }
}
