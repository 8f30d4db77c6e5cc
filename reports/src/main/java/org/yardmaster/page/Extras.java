package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Table;

/**
 * What an evaluation does not hold but a report can show; every part may be empty.
 *
 * @param mixes for each point of the learned curve, in its order, the share of prompts per
 *     candidate
 * @param calibration how far predicted quality can be believed, in order of prediction
 * @param learning what more labels bring, in order of their number
 * @param exhibits anything else, in the order to print; cells without paths get theirs here
 */
public record Extras(
    List<List<Double>> mixes,
    List<CalibrationBin> calibration,
    List<LearningPoint> learning,
    List<Exhibit> exhibits) {
  /** Nothing beyond the evaluation. */
  public static final Extras NONE = new Extras(List.of(), List.of(), List.of(), List.of());

  public Extras {
    mixes = mixes.stream().map(List::copyOf).toList();
    calibration = List.copyOf(calibration);
    learning = List.copyOf(learning);
    exhibits = List.copyOf(exhibits);
  }

  /** The mixes alone. */
  public static Extras ofMixes(List<List<Double>> mixes) {
    return new Extras(mixes, List.of(), List.of(), List.of());
  }

  /**
   * Predictions of about the same height.
   *
   * @param predicted their mean, in [0, 1]
   * @param observed mean quality of the answers they were made for
   * @param predictions how many there are
   */
  public record CalibrationBin(double predicted, Estimate observed, int predictions) {
    public CalibrationBin {
      requireNonNull(observed, "observed is null");
    }
  }

  /** Mean quality, at about the same cost, of a policy that was trained on so many labels. */
  public record LearningPoint(int labels, Estimate quality) {
    public LearningPoint {
      requireNonNull(quality, "quality is null");
    }
  }

  /**
   * A table under a heading: price scenarios, feature weights, worst regrets, findings, benchmarks.
   *
   * @param explanation what the reader sees and why it matters, one or two sentences
   */
  public record Exhibit(String heading, String explanation, Table table) {
    public Exhibit {
      requireNonNull(heading, "heading is null");
      requireNonNull(explanation, "explanation is null");
      requireNonNull(table, "table is null");
    }
  }
}
