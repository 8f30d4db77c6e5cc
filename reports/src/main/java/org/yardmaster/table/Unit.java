package org.yardmaster.table;

/** What a number stands for, and so how it is written; {@link Numbers} knows the spelling. */
public enum Unit {
  /** A whole number: {@code 12,034}. */
  COUNT,
  /** A share in [0, 1] or a relative change: {@code 37.2 %}. */
  SHARE,
  /** A share in [0, 1] as bare whole per cent, for dense tables: {@code 37}. */
  PERCENT,
  /** A difference of two shares: {@code +0.4 pp}. */
  POINTS,
  /** The size of a difference of two shares, without a sign: {@code 1.0 pp}. */
  SPAN,
  /** US dollars: {@code $0.0123}, {@code $12.30}, {@code $1,235}. */
  USD,
  /** Seconds: {@code 0.84 s}. */
  SECONDS,
  /** A difference of two durations: {@code +0.84 s}. */
  SECONDS_CHANGE,
  /** A dimensionless measure such as APGR: {@code 0.682}. */
  SCORE,
  /** A number of no known unit, with the digits that it has: {@code 12.5}. */
  PLAIN,
  /** The p-value of a test: {@code 0.043}, {@code <0.001}. */
  P_VALUE;

  /** A number as it is written, without its unit: shares in per cent. */
  public double shown(double value) {
    return switch (this) {
      case SHARE, PERCENT, POINTS, SPAN -> 100 * value;
      case COUNT, USD, SECONDS, SECONDS_CHANGE, SCORE, PLAIN, P_VALUE -> value;
    };
  }
}
