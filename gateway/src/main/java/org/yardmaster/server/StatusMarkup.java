package org.yardmaster.server;

import java.util.Locale;
import org.yardmaster.outcome.Cost;

/**
 * HTML of a status page as it grows: sections with tables, their cells, figures as people read
 * them.
 */
final class StatusMarkup {
  private final StringBuilder html = new StringBuilder();

  /** StatusMarkup of our own. */
  StatusMarkup append(String own) {
    html.append(own);
    return this;
  }

  /** A section with a table; columns that begin with # are numbers. */
  void head(String title, String... columns) {
    html.append("<section><h2>").append(escaped(title));
    html.append("</h2><div class=\"scroll\"><table><thead><tr>");
    for (String column : columns) {
      boolean number = column.startsWith("#");
      html.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(escaped(number ? column.substring(1) : column))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>");
  }

  void end() {
    html.append("</tbody></table></div></section>");
  }

  /** The same with a line of our own markup below the table. */
  void end(String below) {
    html.append("</tbody></table></div><p class=\"soft\">").append(below).append("</p></section>");
  }

  void name(String text, String below) {
    html.append("<td class=\"name\">").append(escaped(text));
    if (!below.isEmpty()) {
      html.append("<br><small class=\"soft\">").append(escaped(below)).append("</small>");
    }
    html.append("</td>");
  }

  void number(String text) {
    html.append("<td class=\"n\">").append(escaped(text)).append("</td>");
  }

  static String millis(double millis) {
    return millis == 0 ? "–" : String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }

  static String usd(Cost cost) {
    return cost instanceof Cost.Known known ? usd(known.nanoUsd()) : "unknown";
  }

  /** Four significant places at least, and no more zeros than that. */
  static String usd(long nano) {
    double usd = nano / 1e9;
    return String.format(Locale.ROOT, Math.abs(usd) >= 1 || nano == 0 ? "%.2f" : "%.6f", usd);
  }

  /** Whatever a client or a provider named: it is text, never markup. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
