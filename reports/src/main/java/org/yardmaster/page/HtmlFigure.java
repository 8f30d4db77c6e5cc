package org.yardmaster.page;

import org.yardmaster.chart.Chart;
import org.yardmaster.chart.Markup;
import org.yardmaster.chart.Size;

/** A chart in both sizes, with its description where people can read it. */
final class HtmlFigure {
  private HtmlFigure() {}

  static void write(Markup markup, Chart chart) {
    markup.open("figure");
    markup.element("figcaption", chart.frame().description());
    chart.write(markup, Size.WIDE);
    chart.write(markup, Size.NARROW);
    markup.close();
  }
}
