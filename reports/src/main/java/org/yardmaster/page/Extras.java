package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.yardmaster.evaluate.CalibrationBin;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.LatencyProfile;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.evaluate.Rival;
import org.yardmaster.train.LearningCurve;

/**
 * What an evaluation does not hold but a report can show; every part may be empty.
 *
 * @param mixes for each point of the learned curve, in its order, the share of prompts per
 *     candidate
 * @param latencies of the main policy and the candidates that were timed
 * @param prices the verdict at other prices
 * @param rivals the main policy against each baseline
 * @param figures of the metric library
 * @param calibration how far predicted quality can be believed, in order of prediction
 * @param learning what more labels bring
 * @param exhibits anything else, in the order to print; cells without paths get theirs here
 */
public record Extras(
    List<List<Double>> mixes,
    List<LatencyProfile> latencies,
    List<PriceSensitivity.Scenario> prices,
    List<Rival> rivals,
    List<Figure> figures,
    List<CalibrationBin> calibration,
    Optional<LearningCurve> learning,
    List<Exhibit> exhibits) {
  /** Nothing beyond the evaluation. */
  public static final Extras NONE =
      new Extras(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of());

  public Extras {
    mixes = mixes.stream().map(List::copyOf).toList();
    latencies = List.copyOf(latencies);
    prices = List.copyOf(prices);
    rivals = List.copyOf(rivals);
    figures = List.copyOf(figures);
    calibration = List.copyOf(calibration);
    requireNonNull(learning, "learning is null");
    exhibits = List.copyOf(exhibits);
  }

  /** The mixes alone. */
  public static Extras ofMixes(List<List<Double>> mixes) {
    return new Extras(
        mixes, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty(), List.of());
  }
}
