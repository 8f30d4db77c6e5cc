package org.yardmaster.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.CurvePoint;

/** The upper concave hull of a curve: the points that some willingness to pay prefers. */
final class Hull {
  private Hull() {}

  /** Indices into {@code points} of the rising part of the hull, cheapest first. */
  static List<Integer> rising(List<CurvePoint> points) {
    List<Integer> order =
        IntStream.range(0, points.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer index) -> points.get(index).usdPer1k())
                    .thenComparingDouble(index -> -points.get(index).quality()))
            .toList();
    List<Integer> hull = new ArrayList<>();
    for (int candidate : order) {
      CurvePoint point = points.get(candidate);
      if (!hull.isEmpty() && point.quality() <= points.get(hull.getLast()).quality()) {
        continue;
      }
      while (hull.size() > 1 && !bends(points, hull, point)) {
        hull.removeLast();
      }
      hull.add(candidate);
    }
    return hull;
  }

  /** At most {@code most} members of the rising hull, both ends among them. */
  static List<Integer> rising(List<CurvePoint> points, int most) {
    List<Integer> hull = rising(points);
    if (hull.size() <= most) {
      return hull;
    }
    return IntStream.range(0, most)
        .mapToObj(step -> hull.get((int) ((long) step * (hull.size() - 1) / (most - 1))))
        .toList();
  }

  private static boolean bends(List<CurvePoint> points, List<Integer> hull, CurvePoint next) {
    CurvePoint before = points.get(hull.get(hull.size() - 2));
    CurvePoint last = points.get(hull.getLast());
    return price(before, last) < price(last, next);
  }

  /** USD per 1,000 prompts for one more percentage point of quality. */
  static double price(CurvePoint from, CurvePoint to) {
    return (to.usdPer1k() - from.usdPer1k()) / (100 * (to.quality() - from.quality()));
  }
}
