package org.yardmaster.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables and text in Markdown with pipe tables; whatever could be markup is escaped. */
public final class MarkdownTable {
  private static final String SPECIAL = "\\`*_[]#|~";
  private static final String SPECIAL_AT_START = "-+=";

  private MarkdownTable() {}

  /** The table without its title, ending in a line break. */
  public static String render(Table table) {
    boolean notes = table.hasNotes();
    List<String> titles = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (Column column : table.columns()) {
      titles.add(escape(column.title()));
      rules.add(column.numeric() ? "---:" : "---");
    }
    if (notes) {
      titles.add("note");
      rules.add("---");
    }
    String body =
        table.rows().stream().map(row -> line(cells(row, notes))).collect(Collectors.joining());
    return line(titles) + line(rules) + body;
  }

  private static List<String> cells(Row row, boolean notes) {
    List<String> cells = new ArrayList<>();
    for (Cell cell : row.cells()) {
      boolean words = cell instanceof Cell.Text;
      String shown = words ? escape(cell.shown()) : cell.shown();
      cells.add(row.emphasis() && !shown.isEmpty() ? "**" + shown + "**" : shown);
    }
    if (notes) {
      cells.add(escape(row.note()));
    }
    return cells;
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** One line of text that Markdown shows as it is. */
  public static String escape(String text) {
    String line = Plain.oneLine(text).strip();
    StringBuilder escaped = new StringBuilder();
    if (!line.isEmpty() && SPECIAL_AT_START.indexOf(line.charAt(0)) >= 0) {
      escaped.append('\\');
    }
    for (int index = 0; index < line.length(); index++) {
      char letter = line.charAt(index);
      switch (letter) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        default -> escaped.append(SPECIAL.indexOf(letter) < 0 ? "" : "\\").append(letter);
      }
    }
    return escaped.toString();
  }
}
