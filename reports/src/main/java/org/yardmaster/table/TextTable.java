package org.yardmaster.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Tables for a terminal. Numbers align right. What does not fit gives way in this order: intervals
 * move below their values, long words are cut with an ellipsis, and at last the columns stand in
 * several parts one below the other, each beginning with the column that names the rows. Notes are
 * left out.
 */
public final class TextTable {
  private static final String BOLD = "\u001B[1m";
  private static final String DIM = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";
  private static final int GAP = 2;
  private static final int NARROWEST = 8;

  /** Words are not cut below this before the table is parted. */
  private static final int LEGIBLE = 16;

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
    int[] all = IntStream.range(0, table.columns().size()).toArray();
    int[] flat = widths(false);
    int[] stacked = widths(true);
    if (fits(flat)) {
      grid(all, flat, false);
    } else if (shrink(stacked)) {
      grid(all, stacked, true);
    } else {
      parts(widths(true));
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
        boolean words = !table.columns().get(column).numeric() && widths[column] > LEGIBLE;
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

  private void parts(int[] widths) {
    widths[0] = Math.min(widths[0], Math.max(NARROWEST, width / 3));
    int next = 1;
    do {
      if (next > 1) {
        line("");
      }
      List<Integer> part = new ArrayList<>(List.of(0));
      int left = width - widths[0] - GAP;
      while (next < widths.length && (part.size() == 1 || widths[next] <= left)) {
        widths[next] = Math.min(widths[next], left);
        left -= widths[next] + GAP;
        part.add(next++);
      }
      grid(part.stream().mapToInt(column -> column).toArray(), widths, true);
    } while (next < widths.length);
  }

  /** Some of the columns; widths are those of all. */
  private void grid(int[] columns, int[] widths, boolean stacked) {
    line(styled(DIM, aligned(columns, widths, this::title)));
    for (Row row : table.rows()) {
      List<List<String>> cells = row.cells().stream().map(cell -> lines(cell, stacked)).toList();
      int height = Arrays.stream(columns).map(column -> cells.get(column).size()).max().orElse(1);
      for (int index = 0; index < height; index++) {
        int at = index;
        String line =
            aligned(
                columns,
                widths,
                column -> at < cells.get(column).size() ? cells.get(column).get(at) : "");
        line(row.emphasis() ? styled(BOLD, line) : line);
      }
    }
  }

  private String aligned(int[] columns, int[] widths, IntFunction<String> words) {
    List<String> padded = new ArrayList<>();
    for (int column : columns) {
      String cell = TextWidth.fit(words.apply(column), widths[column]);
      String blanks = " ".repeat(widths[column] - TextWidth.of(cell));
      padded.add(table.columns().get(column).numeric() ? blanks + cell : cell + blanks);
    }
    return String.join(" ".repeat(GAP), padded).stripTrailing();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private String styled(String style, String text) {
    return colour ? style + text + PLAIN : text;
  }
}
