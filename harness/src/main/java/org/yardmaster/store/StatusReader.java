package org.yardmaster.store;

import java.util.List;

/** Counts of what a database holds. */
public final class StatusReader {
  private final Database database;

  public StatusReader(Database database) {
    this.database = database;
  }

  /**
   * One data set.
   *
   * @param failed calls that brought no answer and were not made again since
   * @param graded outcomes whose latest grading gave a quality
   * @param withoutCost outcomes with an unknown cost
   * @param textBytes prompts and answers as recorded
   */
  public record Status(
      String dataset,
      String title,
      boolean evaluationOnly,
      boolean simulated,
      long prompts,
      long tasks,
      long candidates,
      long outcomes,
      long failed,
      long graded,
      long withoutCost,
      long evaluations,
      long textBytes) {}

  public List<Status> read() {
    return Rows.query(
        database,
        """
        WITH s AS (
          SELECT dataset_id, count(*) AS prompts, count(DISTINCT task) AS tasks,
            sum(strlen(prompt_json)) AS bytes
          FROM sample GROUP BY 1),
        g AS (
          SELECT outcome_key, arg_max_null(quality, grading) AS quality FROM grade GROUP BY 1),
        o AS (
          SELECT o.dataset_id, count(*) AS outcomes, count(DISTINCT o.candidate_id) AS candidates,
            count(g.quality) AS graded,
            count(*) FILTER (o.cost_nano_usd IS NULL) AS without_cost,
            sum(strlen(o.answer_text)) AS bytes,
            bool_or(c.simulated) AS simulated
          FROM %s o JOIN candidate c USING (candidate_id) LEFT JOIN g USING (outcome_key)
          GROUP BY 1),
        f AS (
          SELECT dataset_id, count(DISTINCT outcome_key) AS failed FROM failure
          WHERE outcome_key NOT IN (SELECT outcome_key FROM outcome) GROUP BY 1),
        e AS (SELECT dataset_id, count(*) AS evaluations FROM evaluation GROUP BY 1)
        SELECT d.dataset_id, d.title, d.evaluation_only, coalesce(o.simulated, false),
          coalesce(s.prompts, 0), coalesce(s.tasks, 0), coalesce(o.candidates, 0),
          coalesce(o.outcomes, 0), coalesce(f.failed, 0), coalesce(o.graded, 0),
          coalesce(o.without_cost, 0), coalesce(e.evaluations, 0),
          coalesce(s.bytes, 0) + coalesce(o.bytes, 0)
        FROM dataset d LEFT JOIN s USING (dataset_id) LEFT JOIN o USING (dataset_id)
          LEFT JOIN f USING (dataset_id) LEFT JOIN e USING (dataset_id)
        ORDER BY 1
        """
            .formatted(CostStore.PRICED_OUTCOME),
        row ->
            new Status(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13)));
  }
}
