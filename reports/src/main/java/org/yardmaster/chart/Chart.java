package org.yardmaster.chart;

/** Something that draws itself into a page, in either size. */
public sealed interface Chart permits Plot, RangeChart, FlowChart, XyChart {
  Frame frame();

  /** Writes one {@code svg} element, or a sentence when there is nothing to draw. */
  void write(Markup markup, Size size);
}
