package org.yardmaster.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.yardmaster.price.Price;
import org.yardmaster.replay.ReplaySpec;
import picocli.CommandLine.Option;

/** What calls to candidates may take; shared by {@code replay} and {@code judge}. */
final class CallOptions {
  @Option(
      names = "--max-spend",
      paramLabel = "USD",
      converter = Ranges.NotNegative.class,
      description =
          "Stop before this is exceeded. Every call's worst case is reserved first; what earlier"
              + " runs spent on the data set with these candidates counts.")
  Optional<Double> maxSpendUsd = Optional.empty();

  @Option(
      names = "--max-output-tokens",
      paramLabel = "N",
      converter = Ranges.Count.class,
      description = "Longest answer, reasoning included (default: 2048, of a judge 512).")
  Optional<Integer> maxOutputTokens = Optional.empty();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      converter = Ranges.Count.class,
      defaultValue = "16",
      description = "Calls in flight at most (default: ${DEFAULT-VALUE}).")
  int concurrency = 16;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      converter = Ranges.Count.class,
      defaultValue = "120",
      description = "Longest call, retries included (default: ${DEFAULT-VALUE}).")
  int deadlineSeconds = 120;

  /** A replay within these bounds, shuffled by its seed unless told otherwise. */
  ReplaySpec spec(
      String dataset,
      List<String> candidates,
      int trials,
      long seed,
      boolean shuffle,
      int usualTokens) {
    return new ReplaySpec(
        dataset,
        candidates,
        trials,
        seed,
        concurrency,
        maxSpendUsd.map(Price::nano).orElse(ReplaySpec.NO_LIMIT),
        shuffle,
        maxOutputTokens.orElse(usualTokens),
        Duration.ofSeconds(deadlineSeconds));
  }
}
