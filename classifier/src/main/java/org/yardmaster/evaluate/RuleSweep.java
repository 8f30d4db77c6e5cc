package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * All choices that a rule makes on some prompts as its parameter rises from nothing: where each
 * prompt starts, and at which values it goes to another candidate. One sort of those switches
 * visits every distinct operating point.
 */
public final class RuleSweep {

  /** At this parameter and above, a prompt goes to another candidate. */
  record Switch(double parameter, int row, int candidate) {}

  /**
   * One operating point.
   *
   * @param parameter lowest value of the rule's parameter that leads here
   * @param usdPer1k mean actual cost in USD per 1,000 prompts
   * @param quality mean actual quality
   * @param difference mean actual quality minus that of a reference
   * @param standardError of the difference, prompts taken as independent
   * @param prompts how many have an outcome of both the choice and the reference; all means are
   *     over them, and NaN where there is none
   */
  record Point(
      double parameter,
      double usdPer1k,
      double quality,
      double difference,
      double standardError,
      int prompts) {}

  private final int[] start;
  private final List<Switch> switches;

  /**
   * A sweep.
   *
   * @param start the candidate of each prompt at parameter 0
   * @param switches those of one prompt in the order in which they happen
   */
  RuleSweep(int[] start, List<Switch> switches) {
    this.start = start.clone();
    this.switches = new ArrayList<>(switches);
    this.switches.sort(Comparator.comparingDouble(Switch::parameter));
  }

  /**
   * Sweeps of parts of a table as one sweep of the table, on one scale of the parameter. Rows of no
   * part keep the first candidate.
   *
   * @param rows of the table
   * @param partRows the table's rows that each part covers, in the part's own order
   */
  public static RuleSweep merged(int rows, List<int[]> partRows, List<RuleSweep> parts) {
    int[] start = new int[rows];
    List<Switch> switches = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      int[] own = partRows.get(part);
      RuleSweep sweep = parts.get(part);
      for (int row = 0; row < own.length; row++) {
        start[own[row]] = sweep.start[row];
      }
      for (Switch change : sweep.switches) {
        switches.add(new Switch(change.parameter(), own[change.row()], change.candidate()));
      }
    }
    return new RuleSweep(start, switches);
  }

  /**
   * The sweep of some of the rows, with candidates numbered anew.
   *
   * @param rows indices into these rows, each at most once
   */
  public RuleSweep mapped(int[] rows, IntUnaryOperator candidate) {
    int[] place = new int[start.length];
    Arrays.fill(place, -1);
    int[] from = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      place[rows[row]] = row;
      from[row] = candidate.applyAsInt(start[rows[row]]);
    }
    List<Switch> kept = new ArrayList<>();
    for (Switch change : switches) {
      if (place[change.row()] >= 0) {
        kept.add(
            new Switch(
                change.parameter(), place[change.row()], candidate.applyAsInt(change.candidate())));
      }
    }
    return new RuleSweep(from, kept);
  }

  /** Every distinct operating point in order of rising parameter, with its actual outcome. */
  List<Point> points(double[][] quality, double[][] costUsd) {
    return points(quality, costUsd, new double[start.length]);
  }

  /** The same, compared with a reference's quality per prompt. */
  List<Point> points(double[][] quality, double[][] costUsd, double[] reference) {
    int[] choice = start.clone();
    Tally tally = new Tally();
    for (int row = 0; row < choice.length; row++) {
      tally.add(quality[choice[row]][row], costUsd[choice[row]][row], reference[row], 1);
    }
    List<Point> points = new ArrayList<>();
    points.add(tally.point(0));
    for (int index = 0; index < switches.size(); index++) {
      Switch change = switches.get(index);
      int row = change.row();
      tally.add(quality[choice[row]][row], costUsd[choice[row]][row], reference[row], -1);
      choice[row] = change.candidate();
      tally.add(quality[choice[row]][row], costUsd[choice[row]][row], reference[row], 1);
      boolean last = index + 1 == switches.size();
      if (last || switches.get(index + 1).parameter() > change.parameter()) {
        points.add(tally.point(change.parameter()));
      }
    }
    return points;
  }

  /** Sums over prompts that are updated as single prompts change their candidate. */
  private static final class Tally {
    private double quality;
    private double cost;
    private double difference;
    private double squares;
    private int prompts;

    void add(double rowQuality, double rowCost, double reference, int sign) {
      double gap = rowQuality - reference;
      if (Double.isNaN(gap) || Double.isNaN(rowCost)) {
        return;
      }
      prompts += sign;
      quality += sign * rowQuality;
      cost += sign * rowCost;
      difference += sign * gap;
      squares += sign * gap * gap;
    }

    Point point(double parameter) {
      double mean = difference / prompts;
      double variance = Math.max(0, squares / prompts - mean * mean);
      return new Point(
          parameter,
          // Adding and taking away again may leave a hair below nothing.
          1000 * Math.max(0, cost) / prompts,
          Math.max(0, quality) / prompts,
          mean,
          Math.sqrt(variance / prompts),
          prompts);
    }
  }

  /** The choice at one value of the parameter; infinity asks for the end of the sweep. */
  public int[] choice(double parameter) {
    int[] choice = start.clone();
    for (Switch change : switches) {
      if (change.parameter() > parameter) {
        break;
      }
      choice[change.row()] = change.candidate();
    }
    return choice;
  }
}
