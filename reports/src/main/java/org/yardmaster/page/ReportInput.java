package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.price.Price;

/**
 * Everything a report says.
 *
 * @param runId digest of the run's spec
 * @param requestsPerMonth the traffic that monthly figures are computed for
 * @param prices the list prices that costs were computed with
 * @param provenance facts about inputs and machine, in the order to print
 * @param commands what recomputes the numbers, in the order to print
 */
public record ReportInput(
    String runId,
    Instant generatedAt,
    long requestsPerMonth,
    List<DatasetReport> datasets,
    List<Price> prices,
    Map<String, String> provenance,
    List<Command> commands) {
  public ReportInput {
    requireNonNull(runId, "runId is null");
    requireNonNull(generatedAt, "generatedAt is null");
    datasets = List.copyOf(datasets);
    prices = List.copyOf(prices);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    commands = List.copyOf(commands);
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("A report needs at least one evaluation.");
    }
    if (requestsPerMonth <= 0) {
      throw new IllegalArgumentException(
          "Requests per month (%d) must be positive.".formatted(requestsPerMonth));
    }
  }

  /** True when any figure comes from a simulated candidate. */
  public boolean simulated() {
    return datasets.stream().anyMatch(dataset -> dataset.evaluation().simulated());
  }

  /** True when every evaluation is simulated. */
  public boolean whollySimulated() {
    return datasets.stream().allMatch(dataset -> dataset.evaluation().simulated());
  }

  /** A command line and what it recomputes. */
  public record Command(String label, String line) {
    public Command {
      requireNonNull(label, "label is null");
      requireNonNull(line, "line is null");
    }
  }
}
