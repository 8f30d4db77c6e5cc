package org.yardmaster.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.train.DriftReport;

/** Compares two windows of traffic: two data sets, or the first and the last rows of one. */
public final class DriftRun {
  private static final double STABLE = 0.1;
  private static final double SHIFTED = 0.25;

  private final Lab lab;

  public DriftRun(Lab lab) {
    this.lab = lab;
  }

  /** What changed between two windows, each named for people. */
  public record Result(
      String earlier,
      int earlierPrompts,
      String later,
      int laterPrompts,
      boolean simulated,
      DriftReport report) {

    /** Whether anything changed, in one sentence. */
    public String sentence() {
      long shifted = report.features().stream().filter(shift -> shift.reaches(SHIFTED)).count();
      List<String> changed =
          report.outcomes().stream()
              .filter(shift -> shift.difference().above(0) || shift.difference().below(0))
              .map(DriftReport.OutcomeShift::candidate)
              .toList();
      String counters =
          "%d of %d counters have shifted (stability index of %s or more, and above noise); "
              .formatted(shifted, report.features().size(), SHIFTED);
      if (report.outcomes().isEmpty()) {
        return counters + "no candidate is graded in both windows, so nothing is said of quality.";
      }
      return counters
          + "%s has changed for %s."
              .formatted(
                  simulated ? "quality (some of it simulated)" : "quality",
                  changed.isEmpty() ? "no candidate" : String.join(", ", changed));
    }
  }

  /** How a counter's shift is commonly read; what so few prompts show by chance is none. */
  public static String reading(DriftReport.FeatureShift shift) {
    if (shift.reaches(SHIFTED)) {
      return "shifted";
    }
    if (shift.reaches(STABLE)) {
      return "watch";
    }
    return shift.stabilityIndex() >= STABLE ? "within noise" : "stable";
  }

  /** Whether a candidate's quality has changed beyond noise. */
  public static String reading(DriftReport.OutcomeShift shift) {
    if (shift.difference().above(0)) {
      return "better";
    }
    return shift.difference().below(0) ? "worse" : "cannot be told apart";
  }

  /** Two data sets. */
  public Result between(String earlier, String later) {
    OutcomeTable before = lab.ungraded(earlier);
    OutcomeTable after = lab.ungraded(later);
    return result(earlier, before, later, after);
  }

  /**
   * One data set, whose rows are in the order of time.
   *
   * @param last share of the rows that are the later window, in (0, 1)
   */
  public Result within(String dataset, double last) {
    OutcomeTable table = lab.ungraded(dataset);
    int first = (int) Math.ceil(table.sampleCount() * (1 - last));
    return result(
        "first rows of " + dataset,
        table.rows(IntStream.range(0, first).toArray()),
        "last rows",
        table.rows(IntStream.range(first, table.sampleCount()).toArray()));
  }

  private static Result result(
      String earlier, OutcomeTable before, String later, OutcomeTable after) {
    if (before.sampleCount() == 0 || after.sampleCount() == 0) {
      throw new IllegalArgumentException(
          "Windows have %d and %d prompts; expected some in both.\nMaybe choose another --last."
              .formatted(before.sampleCount(), after.sampleCount()));
    }
    return new Result(
        earlier,
        before.sampleCount(),
        later,
        after.sampleCount(),
        before.simulated() || after.simulated(),
        DriftReport.between(before, after));
  }
}
