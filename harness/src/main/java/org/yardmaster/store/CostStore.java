package org.yardmaster.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.yardmaster.price.Price;

/** Costs of recorded outcomes under later prices: appended, never changed. */
public final class CostStore {
  /** Table {@code outcome}, with the cost of the latest pricing where there is one. */
  static final String PRICED_OUTCOME =
      """
      (SELECT o.* REPLACE (
        coalesce(c.cost_nano_usd, o.cost_nano_usd) AS cost_nano_usd,
        CASE WHEN c.cost_nano_usd IS NULL THEN o.cost_unknown_because END AS cost_unknown_because)
      FROM outcome o LEFT JOIN (
        SELECT outcome_key, arg_max(cost_nano_usd, pricing) AS cost_nano_usd
        FROM cost GROUP BY outcome_key) c USING (outcome_key))
      """;

  /**
   * As {@link Price#cost}, for all outcomes of a candidate at once: rounded up to a nano-dollar.
   */
  private static final String PRICE_ALL =
      """
      INSERT INTO cost
      SELECT outcome_key,
        ((input_tokens::HUGEINT * ? + cached_input_tokens::HUGEINT * ?
          + (output_tokens + reasoning_tokens)::HUGEINT * ? + 999999) // 1000000 + ?)::BIGINT,
        ?, ?, ?
      FROM outcome
      WHERE dataset_id = ? AND candidate_id = ? AND input_tokens IS NOT NULL
      """;

  private final Database database;
  private final Clock clock;

  public CostStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Prices all outcomes of a data set with token counts, as one pricing.
   *
   * @param prices by candidate id; candidates without an entry keep their costs
   * @return how many outcomes got a cost
   */
  public long price(String datasetId, Map<String, Price> prices) {
    return database.transaction(
        () -> {
          long pricing =
              1
                  + Rows.query(
                          database,
                          "SELECT coalesce(max(pricing), 0) FROM cost",
                          row -> row.getLong(1))
                      .getFirst();
          return prices.entrySet().stream()
              .mapToLong(entry -> price(datasetId, entry.getKey(), entry.getValue(), pricing))
              .sum();
        });
  }

  private long price(String datasetId, String candidateId, Price price, long pricing) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    try (PreparedStatement insert = database.connection().prepareStatement(PRICE_ALL)) {
      insert.setLong(1, price.inputNanoPerMillion());
      insert.setLong(2, price.cachedInputNanoPerMillion());
      insert.setLong(3, price.outputNanoPerMillion());
      insert.setLong(4, price.requestNano());
      insert.setString(5, price.source());
      insert.setLong(6, pricing);
      insert.setTimestamp(7, Timestamp.valueOf(now));
      insert.setString(8, datasetId);
      insert.setString(9, candidateId);
      return insert.executeUpdate();
    } catch (SQLException fault) {
      throw Database.failed(fault);
    }
  }

  /** Sum and count of the known costs of a data set. */
  public record Total(long outcomes, long withCost, double usd) {}

  /** What the outcomes of a data set cost, by the latest pricing. */
  public Total total(String datasetId) {
    return Rows.query(
            database,
            "SELECT count(*), count(cost_nano_usd), coalesce(sum(cost_nano_usd), 0)::DOUBLE / 1e9"
                + " FROM "
                + PRICED_OUTCOME
                + " WHERE dataset_id = ?",
            row -> new Total(row.getLong(1), row.getLong(2), row.getDouble(3)),
            datasetId)
        .getFirst();
  }
}
