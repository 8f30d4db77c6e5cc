package org.yardmaster.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.yardmaster.data.Sample;
import org.yardmaster.load.TableSample;

/**
 * Stores a staged table. Prompts pass through Java, because their digests, groups and splits are
 * made there; outcomes and grades, of which there are many more, stay in DuckDB from the file to
 * the table.
 */
public final class TableLoad {
  private static final int CHUNK = 8_000;

  /** As {@link OutcomeRow} and {@code Price.cost} have it, for all outcomes at once. */
  private static final String OUTCOMES =
      """
      WITH used AS (
        SELECT *, input IS NOT NULL AND output IS NOT NULL AS counted FROM stage.cells),
      tokens AS (
        SELECT sample_id, candidate_id, trial, answer, cost_usd, seconds,
          CASE WHEN counted THEN input WHEN answer IS NOT NULL THEN (length(prompt) + 3) // 4 END
            AS input,
          CASE WHEN counted THEN coalesce(cached, 0) WHEN answer IS NOT NULL THEN 0 END AS cached,
          CASE WHEN counted THEN output WHEN answer IS NOT NULL THEN (length(answer) + 3) // 4 END
            AS output,
          CASE WHEN counted THEN coalesce(reasoning, 0) WHEN answer IS NOT NULL THEN 0 END
            AS reasoning,
          CASE WHEN counted THEN false WHEN answer IS NOT NULL THEN true END AS estimated
        FROM used)
      INSERT INTO outcome BY NAME SELECT
        $KEY AS outcome_key,
        $DATASET AS dataset_id,
        sample_id,
        t.candidate_id AS candidate_id,
        trial,
        CASE WHEN answer IS NULL THEN 'UNPUBLISHED' ELSE 'COMPLETED' END AS status,
        answer AS answer_text,
        CASE WHEN answer IS NOT NULL THEN '' END AS tool_calls_json,
        CASE WHEN answer IS NOT NULL THEN '' END AS finish_reason,
        input AS input_tokens,
        cached AS cached_input_tokens,
        output AS output_tokens,
        reasoning AS reasoning_tokens,
        estimated AS tokens_estimated,
        CASE WHEN cost_usd IS NOT NULL THEN round(cost_usd * 1e9)::BIGINT
          WHEN input_nano IS NOT NULL AND input IS NOT NULL THEN
            ((input::HUGEINT * input_nano + cached::HUGEINT * cached_nano
              + (output + reasoning)::HUGEINT * output_nano + 999999) // 1000000
              + request_nano)::BIGINT END AS cost_nano_usd,
        CASE WHEN cost_usd IS NOT NULL THEN NULL
          WHEN input_nano IS NULL THEN 'no price for model (' || model || ')'
          WHEN input IS NULL THEN 'no token counts' END AS cost_unknown_because,
        round(seconds * 1e9)::BIGINT AS latency_nanos,
        round(seconds * 1e9)::BIGINT AS first_token_nanos,
        $NOW AS recorded_at
      FROM tokens t LEFT JOIN stage.listed l ON t.candidate_id = l.candidate_id
      """;

  private static final String GRADES =
      """
      INSERT INTO grade BY NAME SELECT
        $KEY AS outcome_key,
        'published' AS grader,
        (score - $LOW) / ($HIGH - $LOW) AS quality,
        score AS native_score,
        CASE WHEN score IS NOT NULL THEN $LOW END AS native_low,
        CASE WHEN score IS NOT NULL THEN $HIGH END AS native_high,
        CASE WHEN score IS NOT NULL THEN '' END AS extracted,
        CASE WHEN score IS NOT NULL THEN '' END AS explanation,
        CASE WHEN score IS NULL THEN 'the table has no quality here' END AS unscored_because,
        0 AS grading,
        $NOW AS graded_at
      FROM stage.cells t
      """;

  /** As {@code Outcome.key}. */
  private static final String KEY =
      "sha256($DATASET || chr(0) || sample_id || chr(0) || t.candidate_id || chr(0) ||"
          + " trial::VARCHAR)";

  private final Database database;
  private final Clock clock;

  public TableLoad(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Stores all of it or, when anything fails, none of it.
   *
   * @return false when the very same data set is there already; nothing is changed then
   * @throws StoreException when another one of that id is there
   */
  public boolean store(
      TableStage stage, DatasetStore datasets, OutcomeStore outcomes, PriceStore prices) {
    database.limitMemory();
    database.execute(
        "ATTACH %s AS stage (READ_ONLY)".formatted(StagedColumns.literal(stage.file().toString())));
    try (Database reading = database.secondConnection()) {
      return database.transaction(
          () -> {
            boolean added = datasets.add(stage.card(), () -> new Samples(reading, stage));
            if (added) {
              outcomes.addCandidates(stage.candidates());
              prices.add(stage.prices());
              database.execute(filled(OUTCOMES, stage));
              database.execute(filled(GRADES, stage));
            }
            return added;
          });
    } catch (StoreException fault) {
      throw stage.toldByName(fault);
    } finally {
      database.execute("DETACH stage");
    }
  }

  private String filled(String sql, TableStage stage) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    return sql.replace("$KEY", KEY)
        .replace("$NOW", "TIMESTAMP '%s'".formatted(Timestamp.valueOf(now)))
        .replace("$LOW", stage.mapping().lowest() + "::DOUBLE")
        .replace("$HIGH", stage.mapping().highest() + "::DOUBLE")
        .replace("$DATASET", StagedColumns.literal(stage.card().id()));
  }

  /** The samples by position, read in chunks. */
  private static final class Samples implements Iterator<Sample> {
    private final Database reading;
    private final TableStage stage;
    private long position;
    private Iterator<Sample> chunk = List.<Sample>of().iterator();

    Samples(Database reading, TableStage stage) {
      this.reading = reading;
      this.stage = stage;
    }

    @Override
    public boolean hasNext() {
      return position < stage.samples() || chunk.hasNext();
    }

    @Override
    public Sample next() {
      if (!chunk.hasNext()) {
        if (position >= stage.samples()) {
          throw new NoSuchElementException("No sample at position %d.".formatted(position));
        }
        chunk = chunk().parallelStream().map(TableSample::read).toList().iterator();
        position += CHUNK;
      }
      return chunk.next();
    }

    private List<TableSample> chunk() {
      return Rows.query(
          reading,
          "SELECT sample_id, coalesce(system, ''), prompt, coalesce(task, ''),"
              + " coalesce(group_id, ''), coalesce(split, ''), coalesce(time, ''),"
              + " coalesce(target, '') FROM stage.prompts"
              + " WHERE position >= ? AND position < ? ORDER BY position",
          row ->
              new TableSample(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8),
                  stage.mapping().kind()),
          position,
          position + CHUNK);
    }
  }
}
