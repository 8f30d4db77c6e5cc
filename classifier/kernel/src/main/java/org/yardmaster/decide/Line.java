package org.yardmaster.decide;

/** A straight line: {@code base + slope * x}. */
public record Line(double base, double slope) {
  public double at(double x) {
    return base + slope * x;
  }
}
