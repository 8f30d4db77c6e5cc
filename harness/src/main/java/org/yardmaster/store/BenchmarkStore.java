package org.yardmaster.store;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Measurements of the decision. */
public final class BenchmarkStore {
  private final Database database;
  private final Clock clock;

  public BenchmarkStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One figure.
   *
   * @param error half width of JMH's 99.9 % interval, in {@code unit}; 0 where JMH gives none
   */
  public record Measurement(String name, double score, double error, String unit) {}

  /** Records the figures of one run. */
  public void add(
      String policyDigest, Map<String, String> parameters, List<Measurement> measurements) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    Rows.append(
        database,
        "decision_benchmark",
        measurements,
        (row, one) ->
            row.append(policyDigest)
                .append(one.name())
                .append(DatasetStore.json(parameters))
                .append(one.score())
                .append(one.error())
                .append(one.unit())
                .append(now));
  }
}
