package org.yardmaster.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.chart.Chart;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.Size;

/** A chart as a file of its own, for notebooks and slides: SVG that carries the report's style. */
public final class Picture {
  private static final Pattern BOX =
      Pattern.compile("^<svg ([^>]*viewBox=\"0 0 (\\S+) (\\S+)\"[^>]*)>");

  /** The page hides the wide chart on small screens; here there is no other. */
  private static final String ALONE =
      " svg.chart { display: block; background: var(--page); }"
          + " text { font-family: system-ui, sans-serif; }";

  private Picture() {}

  /**
   * The chart as SVG.
   *
   * @throws IllegalArgumentException when the chart has nothing to draw
   */
  public static String svg(Chart chart) {
    Markup markup = new Markup();
    chart.write(markup, Size.WIDE);
    String drawn = markup.toString();
    Matcher head = BOX.matcher(drawn);
    if (!head.find()) {
      throw new IllegalArgumentException(
          "Chart (%s) has nothing to draw.".formatted(chart.frame().id()));
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" %s>"
            .formatted(head.group(2), head.group(3), head.group(1))
        + new Markup().element("style", style() + ALONE)
        + drawn.substring(head.end());
  }

  private static String style() {
    try (InputStream style = Picture.class.getResourceAsStream("report.css")) {
      if (style == null) {
        throw new IllegalStateException("The resource (report.css) is missing from the jar.");
      }
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
