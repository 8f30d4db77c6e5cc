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

  /** The figures of the last run for a policy, in the order of their names. */
  public List<Measurement> read(String policyDigest) {
    return Rows.query(
        database,
        "SELECT benchmark, score, coalesce(score_error, 0), unit FROM decision_benchmark WHERE"
            + " policy_digest = ? AND measured_at = (SELECT max(measured_at) FROM"
            + " decision_benchmark WHERE policy_digest = ?) ORDER BY benchmark",
        row ->
            new Measurement(row.getString(1), row.getDouble(2), row.getDouble(3), row.getString(4)),
        policyDigest,
        policyDigest);
  }
}
