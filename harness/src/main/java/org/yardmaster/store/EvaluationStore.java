package org.yardmaster.store;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.yardmaster.provenance.Digest;

/** Evaluations and trained policies: what was judged and made, and from what. */
public final class EvaluationStore {
  private final Database database;
  private final Clock clock;

  public EvaluationStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Records a judgement once; the same judgement again changes nothing.
   *
   * @return its id
   */
  public String addEvaluation(String datasetId, String json, Map<String, String> provenance) {
    String facts = DatasetStore.json(provenance);
    String id = Digest.sha256Hex(json + '\n' + facts);
    if (count("SELECT count(*) FROM evaluation WHERE evaluation_id = ?", id) == 0) {
      Rows.append(
          database,
          "evaluation",
          List.of(id),
          (row, one) -> row.append(one).append(datasetId).append(json).append(facts).append(now()));
    }
    return id;
  }

  /** Records a trained policy once. */
  public void addPolicy(
      String digest, String datasetId, Map<String, String> provenance, String trainedRows) {
    if (count("SELECT count(*) FROM policy WHERE policy_digest = ?", digest) == 0) {
      Rows.append(
          database,
          "policy",
          List.of(digest),
          (row, one) ->
              row.append(one)
                  .append(datasetId)
                  .append(DatasetStore.json(provenance))
                  .append(DatasetStore.json(Map.of("splits", trainedRows)))
                  .append(now()));
    }
  }

  private long count(String sql, String argument) {
    return Rows.query(database, sql, row -> row.getLong(1), argument).getFirst();
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
