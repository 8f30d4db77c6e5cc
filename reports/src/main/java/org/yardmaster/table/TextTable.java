package org.yardmaster.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables for a terminal. Numbers align right, long words are cut with an ellipsis so that a line
 * fits; where even that is not enough every row becomes a small block of its own. Notes are left
 * out.
 */
public final class TextTable {
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";
  private static final int GAP = 2;
  private static final int NARROWEST = 8;

  private final Table table;
  private final boolean colour;

  private TextTable(Table table, boolean colour) {
    this.table = table;
    this.colour = colour;
  }

  /**
   * The table under its title, ending in a line break.
   *
   * @param width columns of the terminal
   * @param colour true to use ANSI sequences; the caller knows about terminals and {@code NO_COLOR}
   */
  public static String render(Table table, int width, boolean colour) {
    TextTable text = new TextTable(table, colour);
    StringBuilder out = new StringBuilder();
    if (!table.title().isEmpty()) {
      out.append(text.styled(BOLD, TextWidth.fit(Plain.oneLine(table.title()), width)))
          .append('\n');
    }
    int[] widths = text.naturalWidths();
    return (text.shrink(widths, width) ? text.grid(out, widths) : text.blocks(out, width))
        .toString();
  }

  private int[] naturalWidths() {
    int[] widths = new int[table.columns().size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = TextWidth.of(Plain.oneLine(table.columns().get(column).title()));
      for (Row row : table.rows()) {
        widths[column] = Math.max(widths[column], TextWidth.of(row.cells().get(column).shown()));
      }
    }
    return widths;
  }

  /** Takes width from the widest column of words, one at a time, until a line fits. */
  private boolean shrink(int[] widths, int width) {
    int gaps = GAP * Math.max(0, widths.length - 1);
    while (Arrays.stream(widths).sum() + gaps > width) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        boolean words = !table.columns().get(column).numeric() && widths[column] > NARROWEST;
        if (words && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        return false;
      }
      widths[widest]--;
    }
    return true;
  }

  private StringBuilder grid(StringBuilder out, int[] widths) {
    List<String> titles =
        table.columns().stream().map(column -> Plain.oneLine(column.title())).toList();
    out.append(styled(DIM, line(titles, widths))).append('\n');
    for (Row row : table.rows()) {
      String line = line(row.cells().stream().map(Cell::shown).toList(), widths);
      out.append(row.emphasis() ? styled(BOLD, line) : line).append('\n');
    }
    return out;
  }

  private String line(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String cell = TextWidth.fit(cells.get(column), widths[column]);
      String blanks = " ".repeat(widths[column] - TextWidth.of(cell));
      padded.add(table.columns().get(column).numeric() ? blanks + cell : cell + blanks);
    }
    return String.join(" ".repeat(GAP), padded).stripTrailing();
  }

  private StringBuilder blocks(StringBuilder out, int width) {
    int label =
        table.columns().stream()
            .mapToInt(column -> TextWidth.of(Plain.oneLine(column.title())))
            .max()
            .orElse(0);
    label = Math.min(label, Math.max(NARROWEST, width / 2));
    int[] widths = {label, Math.max(NARROWEST, width - label - GAP)};
    for (Row row : table.rows()) {
      for (int column = 0; column < row.cells().size(); column++) {
        String title = TextWidth.fit(Plain.oneLine(table.columns().get(column).title()), label);
        String value = TextWidth.fit(row.cells().get(column).shown(), widths[1]);
        String blanks = " ".repeat(label + GAP - TextWidth.of(title));
        out.append(styled(DIM, title)).append(blanks);
        out.append(row.emphasis() && column == 0 ? styled(BOLD, value) : value).append('\n');
      }
      out.append('\n');
    }
    return out;
  }

  private String styled(String style, String text) {
    return colour ? style + text + PLAIN : text;
  }
}
