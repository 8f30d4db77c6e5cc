package org.yardmaster.cli;

import java.util.List;
import java.util.Set;
import org.yardmaster.decide.Constraints;
import picocli.CommandLine.Option;

/** The caller's preferences, as options. */
final class ConstraintOptions {
  @Option(
      names = "--tradeoff",
      paramLabel = "0-10",
      converter = Ranges.Tradeoff.class,
      description = "0: quality at any price; 10: the cheapest (default: as trained).")
  double tradeoff = -1;

  @Option(
      names = "--quality-floor",
      paramLabel = "P",
      converter = Ranges.Share.class,
      description = "Least expected quality, 0-1.")
  double qualityFloor;

  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      converter = Ranges.NotNegative.class,
      description = "Largest expected cost of the call.")
  double maxCostUsd = Double.POSITIVE_INFINITY;

  @Option(
      names = "--max-latency",
      paramLabel = "SECONDS",
      converter = Ranges.NotNegative.class,
      description = "Largest expected latency.")
  double maxLatencySeconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--allow",
      split = ",",
      paramLabel = "ID",
      description = "Candidates that may serve.")
  List<String> allowed = List.of();

  Constraints constraints() {
    return new Constraints(
        tradeoff, qualityFloor, maxCostUsd, maxLatencySeconds, Set.copyOf(allowed));
  }
}
