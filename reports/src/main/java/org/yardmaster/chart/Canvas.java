package org.yardmaster.chart;

import java.util.Locale;

/** One {@code svg} element being drawn, with a title and a description for those who cannot see. */
final class Canvas {
  private final Markup markup;

  private Canvas(Markup markup) {
    this.markup = markup;
  }

  static Canvas open(Markup markup, Size size, double height, Frame frame) {
    String id = frame.id() + "-" + size.style();
    markup.open(
        "svg",
        "class",
        "chart " + size.style(),
        "viewBox",
        "0 0 %d %s".formatted(size.width(), pixel(height)),
        "role",
        "img",
        "aria-labelledby",
        id + "-title");
    markup.element("title", frame.title(), "id", id + "-title");
    markup.element("desc", frame.description());
    return new Canvas(markup);
  }

  void close() {
    markup.close();
  }

  void group(String style, String title) {
    markup.open("g", "class", style).element("title", title);
  }

  void endGroup() {
    markup.close();
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    markup.leaf(
        "line", "class", style, "x1", pixel(x1), "y1", pixel(y1), "x2", pixel(x2), "y2", pixel(y2));
  }

  void circle(String style, double x, double y, double radius) {
    markup.leaf("circle", "class", style, "cx", pixel(x), "cy", pixel(y), "r", pixel(radius));
  }

  /** An invisible ring that the page's script can light up. */
  void stop(int index, double x, double y) {
    markup.leaf(
        "circle",
        "class",
        "stop",
        "data-stop",
        Integer.toString(index),
        "cx",
        pixel(x),
        "cy",
        pixel(y),
        "r",
        "9");
  }

  void path(String style, String data) {
    markup.leaf("path", "class", style, "d", data);
  }

  void text(String style, double x, double y, String anchor, String text) {
    markup.element(
        "text", text, "class", style, "x", pixel(x), "y", pixel(y), "text-anchor", anchor);
  }

  static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
