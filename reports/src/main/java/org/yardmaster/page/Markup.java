package org.yardmaster.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.yardmaster.table.Plain;

/**
 * Writes HTML in the syntax that is also XML. Every text and every attribute value is escaped here
 * and nowhere else; names of elements and attributes come from our own code.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Starts an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String element, String... attributes) {
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Ends the innermost open element. */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element without content: a void element of HTML. */
  public Markup leaf(String element, String... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds only text. */
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  public Markup text(String text) {
    return escape(text);
  }

  /** A style sheet or script, verbatim: it must be what its hash was taken over. */
  public Markup raw(String element, String content) {
    String small = content.toLowerCase(Locale.ROOT);
    if (small.contains("</" + element) || small.contains("<!--")) {
      throw new IllegalArgumentException("Content of (%s) would end it early.".formatted(element));
    }
    out.append('<').append(element).append('>').append(content);
    out.append("</").append(element).append('>');
    return this;
  }

  private void start(String element, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("Attributes of (%s) come in pairs.".formatted(element));
    }
    out.append('<').append(element);
    for (int index = 0; index < attributes.length; index += 2) {
      out.append(' ').append(attributes[index]).append("=\"");
      escape(attributes[index + 1]).out.append('"');
    }
  }

  private Markup escape(String text) {
    for (char letter : Plain.oneLine(text).toCharArray()) {
      switch (letter) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(letter);
      }
    }
    return this;
  }

  /** Everything written so far, once every element has been closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("Elements still open: " + open);
    }
    return out.toString();
  }
}
