package org.yardmaster.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far repeated calls disagree: the noise below which no difference between candidates means
 * anything.
 */
public final class FlipRates {
  private static final String SQL =
      """
      WITH latest AS (
        SELECT outcome_key, arg_max_null(quality, grading) AS quality FROM grade GROUP BY outcome_key),
      cells AS (
        SELECT o.candidate_id, o.sample_id,
          count(*) AS trials, count(*) FILTER (l.quality >= 0.5) AS good
        FROM outcome o JOIN latest l USING (outcome_key)
        WHERE o.dataset_id = ? AND l.quality IS NOT NULL
        GROUP BY ALL HAVING count(*) > 1)
      SELECT candidate_id, sum(2 * good * (trials - good)) / sum(trials * (trials - 1))
      FROM cells GROUP BY candidate_id ORDER BY candidate_id
      """;

  private final Database database;

  public FlipRates(Database database) {
    this.database = database;
  }

  /**
   * By candidate, the share of pairs of trials of one sample whose grades lie on different sides of
   * one half, in [0, 1]; candidates without repeated graded calls are left out.
   */
  public Map<String, Double> read(String datasetId) {
    Map<String, Double> rates = new TreeMap<>();
    Rows.each(database, SQL, row -> rates.put(row.getString(1), row.getDouble(2)), datasetId);
    return rates;
  }
}
