package org.yardmaster.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables for a terminal. Numbers align right. What does not fit gives way in this order: intervals
 * move below their values, long words are cut with an ellipsis, and at last every row becomes a
 * small block of its own. Notes are left out.
 */
public final class TextTable {
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";
  private static final int GAP = 2;
  private static final int NARROWEST = 8;

  private final Table table;
  private final int width;
  private final boolean colour;
  private final StringBuilder out = new StringBuilder();

  private TextTable(Table table, int width, boolean colour) {
    this.table = table;
    this.width = width;
    this.colour = colour;
  }

  /**
   * The table under its title, ending in a line break.
   *
   * @param width columns of the terminal
   * @param colour true to use ANSI sequences; the caller knows about terminals and {@code NO_COLOR}
   */
  public static String render(Table table, int width, boolean colour) {
    TextTable text = new TextTable(table, width, colour);
    text.write();
    return text.out.toString();
  }

  private void write() {
    if (!table.title().isEmpty()) {
      line(styled(BOLD, TextWidth.fit(Plain.oneLine(table.title()), width)));
    }
    int[] flat = widths(false);
    int[] stacked = widths(true);
    if (fits(flat)) {
      grid(flat, false);
    } else if (shrink(stacked)) {
      grid(stacked, true);
    } else {
      blocks();
    }
  }

  private int[] widths(boolean stacked) {
    int[] widths = new int[table.columns().size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = TextWidth.of(title(column));
      for (Row row : table.rows()) {
        for (String line : lines(row.cells().get(column), stacked)) {
          widths[column] = Math.max(widths[column], TextWidth.of(line));
        }
      }
    }
    return widths;
  }

  private String title(int column) {
    return Plain.oneLine(table.columns().get(column).title());
  }

  private static List<String> lines(Cell cell, boolean stacked) {
    return stacked && cell instanceof Cell.Ranged ranged
        ? List.of(
            Numbers.format(ranged.unit(), ranged.estimate().value()),
            Numbers.interval(ranged.unit(), ranged.estimate()))
        : List.of(cell.shown());
  }

  private boolean fits(int[] widths) {
    return Arrays.stream(widths).sum() + GAP * Math.max(0, widths.length - 1) <= width;
  }

  /** Takes width from the widest column of words, one at a time, until a line fits. */
  private boolean shrink(int[] widths) {
    while (!fits(widths)) {
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

  private void grid(int[] widths, boolean stacked) {
    List<String> titles = table.columns().stream().map(column -> column.title()).toList();
    line(styled(DIM, aligned(titles.stream().map(Plain::oneLine).toList(), widths)));
    for (Row row : table.rows()) {
      List<List<String>> cells = row.cells().stream().map(cell -> lines(cell, stacked)).toList();
      int height = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int index = 0; index < height; index++) {
        int at = index;
        String line =
            aligned(
                cells.stream().map(lines -> at < lines.size() ? lines.get(at) : "").toList(),
                widths);
        line(row.emphasis() ? styled(BOLD, line) : line);
      }
    }
  }

  private String aligned(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String cell = TextWidth.fit(cells.get(column), widths[column]);
      String blanks = " ".repeat(widths[column] - TextWidth.of(cell));
      padded.add(table.columns().get(column).numeric() ? blanks + cell : cell + blanks);
    }
    return String.join(" ".repeat(GAP), padded).stripTrailing();
  }

  private void blocks() {
    int widest =
        table.columns().stream().mapToInt(column -> TextWidth.of(column.title())).max().orElse(0);
    int label = Math.min(widest, Math.max(NARROWEST, width / 2));
    int rest = Math.max(NARROWEST, width - label - GAP);
    for (Row row : table.rows()) {
      for (int column = 0; column < row.cells().size(); column++) {
        String title = TextWidth.fit(title(column), label);
        String blanks = " ".repeat(label + GAP - TextWidth.of(title));
        String value = TextWidth.fit(row.cells().get(column).shown(), rest);
        boolean strong = row.emphasis() && column == 0;
        line(styled(DIM, title) + blanks + (strong ? styled(BOLD, value) : value));
      }
      line("");
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private String styled(String style, String text) {
    return colour ? style + text + PLAIN : text;
  }
}
