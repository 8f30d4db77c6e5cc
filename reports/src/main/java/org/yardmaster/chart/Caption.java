package org.yardmaster.chart;

import org.yardmaster.table.Plain;

/** The short form of a name inside a chart, and how wide it is. */
final class Caption {
  private Caption() {}

  /** At most {@code most} letters: the beginning and the end survive, the middle is cut. */
  static String shorten(String name, int most) {
    int[] points = Plain.oneLine(name).codePoints().toArray();
    if (points.length <= most) {
      return new String(points, 0, points.length);
    }
    int end = (most - 1) / 3;
    int start = most - 1 - end;
    return new String(points, 0, start) + "…" + new String(points, points.length - end, end);
  }

  /** Estimated width in pixels at 12 pixels of font size. */
  static double width(String text) {
    return text.codePoints().mapToDouble(Caption::width).sum();
  }

  private static double width(int point) {
    if (point > 0x2E80) {
      return 12;
    }
    return "ilj.,:;|'!()[]ft ".indexOf(point) >= 0 ? 4 : Character.isUpperCase(point) ? 8.2 : 6.7;
  }
}
