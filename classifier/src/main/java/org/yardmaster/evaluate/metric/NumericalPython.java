package org.yardmaster.evaluate.metric;

/**
 * The rounding and the searching of the numerical library behind the published figures, where they
 * decide the last digit or, on curves that fall again, the whole figure.
 */
final class NumericalPython {
  private static final int TRIED = 4;
  private static final int NEAR = 9;

  private NumericalPython() {}

  /** Linear interpolation between two values, computed from the nearer end. */
  static double between(double low, double high, double part) {
    double step = high - low;
    return part >= 0.5 ? high - step * (1 - part) : low + step * part;
  }

  /**
   * The y at x, for knots whose x should rise and here may not: what comes out then depends on the
   * order of a binary search, which is kept.
   */
  static double interpolate(double x, double[] knots, double[] values) {
    int last = knots.length - 1;
    int found = search(x, knots);
    if (found < 0) {
      return values[0];
    }
    if (found >= last) {
      return values[last];
    }
    if (knots[found] == x) {
      return values[found];
    }
    double slope = (values[found + 1] - values[found]) / (knots[found + 1] - knots[found]);
    return slope * (x - knots[found]) + values[found];
  }

  private static int search(double x, double[] knots) {
    int length = knots.length;
    if (x > knots[length - 1]) {
      return length;
    }
    if (x < knots[0]) {
      return -1;
    }
    // The first intervals are tried one by one, then what remains is halved.
    for (int index = 1; index < Math.min(length, TRIED); index++) {
      if (x < knots[index]) {
        return index - 1;
      }
    }
    int low = length <= TRIED ? length : TRIED - 1;
    int high = length > NEAR + 1 && x < knots[NEAR] ? NEAR : length;
    while (low < high) {
      int middle = low + ((high - low) >> 1);
      if (x >= knots[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
