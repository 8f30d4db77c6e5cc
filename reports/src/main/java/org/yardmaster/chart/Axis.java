package org.yardmaster.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels, evenly or by logarithm.
 *
 * @param low value at {@code from}
 * @param high value at {@code to}, above {@code low}
 * @param from pixel of the lowest value
 * @param to pixel of the highest value; may lie below {@code from}
 */
public record Axis(boolean logarithmic, double low, double high, double from, double to) {
  private static final double[] STEPS = {1, 2, 5, 10};

  public Axis {
    if (!(low < high) || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException("Axis from (%s) to (%s).".formatted(low, high));
    }
  }

  /** An even axis with some air at both ends; equal bounds are spread. */
  public static Axis even(double low, double high, double from, double to) {
    double air = low == high ? Math.max(0.01, Math.abs(low) * 0.1) : (high - low) * 0.06;
    return new Axis(false, low - air, high + air, from, to);
  }

  /** A logarithmic axis where the values allow and deserve it, else an even one. */
  public static Axis money(double low, double high, double from, double to) {
    if (low <= 0 || high / low < 3) {
      return even(low, high, from, to);
    }
    double air = Math.pow(high / low, 0.05);
    return new Axis(true, low / air, high * air, from, to);
  }

  public double pixel(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + share * (to - from);
  }

  /** Round values inside the axis, at most {@code most} of them where that is possible. */
  public List<Double> ticks(int most) {
    return logarithmic ? logarithmicTicks(most) : evenTicks(most);
  }

  private List<Double> evenTicks(int most) {
    double decade = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
    for (double step : STEPS) {
      double width = step * decade;
      long first = (long) Math.ceil(low / width);
      long last = (long) Math.floor(high / width);
      if (last - first + 1 <= most) {
        List<Double> ticks = new ArrayList<>();
        for (long tick = first; tick <= last; tick++) {
          ticks.add(tick * width);
        }
        return ticks;
      }
    }
    return List.of();
  }

  private List<Double> logarithmicTicks(int most) {
    for (double[] multiples : new double[][] {{1, 2, 5}, {1, 3}, {1}}) {
      List<Double> ticks = decades(multiples, 1);
      if (ticks.size() <= most) {
        return ticks;
      }
    }
    return decades(new double[] {1}, 2);
  }

  private List<Double> decades(double[] multiples, int stride) {
    List<Double> ticks = new ArrayList<>();
    int last = (int) Math.floor(Math.log10(high));
    for (int decade = (int) Math.floor(Math.log10(low)); decade <= last; decade += stride) {
      for (double multiple : multiples) {
        double tick = Double.parseDouble(multiple + "E" + decade);
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
