package org.yardmaster.store;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return addEvaluation(datasetId, json, provenance, List.of());
  }

  /** What the judged policy chose for one sample of one data set. */
  public record Choice(String datasetId, String sampleId, String candidateId) {}

  /** The id under which a judgement is recorded, 64 hex digits. */
  public static String id(String json, Map<String, String> provenance) {
    return Digest.sha256Hex(json + '\n' + DatasetStore.json(provenance));
  }

  /**
   * Records a judgement with what the judged policy chose.
   *
   * @param choices one per judged prompt; empty when no policy was judged
   * @return its id
   */
  public String addEvaluation(
      String datasetId, String json, Map<String, String> provenance, List<Choice> choices) {
    String facts = DatasetStore.json(provenance);
    String id = id(json, provenance);
    return database.transaction(
        () -> {
          append(id, datasetId, json, facts);
          if (count("SELECT count(*) FROM evaluation_choice WHERE evaluation_id = ?", id) == 0) {
            Rows.append(
                database,
                "evaluation_choice",
                choices,
                (row, one) ->
                    row.append(id)
                        .append(one.sampleId())
                        .append(one.candidateId())
                        .append(one.datasetId()));
          }
          return id;
        });
  }

  private void append(String id, String datasetId, String json, String facts) {
    if (count("SELECT count(*) FROM evaluation WHERE evaluation_id = ?", id) == 0) {
      Rows.append(
          database,
          "evaluation",
          List.of(id),
          (row, one) -> row.append(one).append(datasetId).append(json).append(facts).append(now()));
    }
  }

  /**
   * A judgement as it was recorded.
   *
   * @param id 64 hex digits
   * @param json the whole evaluation
   * @param provenanceJson inputs and settings, a JSON object
   * @param choices empty when no policy was judged, or when it was recorded before choices were
   *     kept
   */
  public record Recorded(
      String id, String datasetId, String json, String provenanceJson, List<Choice> choices) {}

  /**
   * Finds a judgement by its id.
   *
   * @param prefix the id or as many of its first digits as are unique
   * @throws StoreException when none or several begin like that
   */
  public Recorded evaluation(String prefix) {
    List<Recorded> found =
        Rows.query(
            database,
            "SELECT evaluation_id, dataset_id, evaluation_json, provenance_json FROM evaluation"
                + " WHERE starts_with(evaluation_id, ?) ORDER BY evaluation_id",
            row ->
                new Recorded(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    List.of()),
            prefix);
    if (found.size() != 1) {
      throw new StoreException(
          "%d recorded evaluations begin with (%s); expected one. Known: %s.\nMaybe copy the runId that `yardmaster evaluate --json` printed."
              .formatted(found.size(), prefix, known()));
    }
    Recorded one = found.getFirst();
    return new Recorded(one.id(), one.datasetId(), one.json(), one.provenanceJson(), choices(one));
  }

  /** When a judgement was first made; empty when it is not recorded. */
  public Optional<Instant> evaluatedAt(String id) {
    return Rows.query(
            database,
            "SELECT evaluated_at FROM evaluation WHERE evaluation_id = ?",
            row -> row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC),
            id)
        .stream()
        .findFirst();
  }

  private List<Choice> choices(Recorded run) {
    return Rows.query(
        database,
        "SELECT coalesce(dataset_id, ?), sample_id, candidate_id FROM evaluation_choice WHERE"
            + " evaluation_id = ? ORDER BY dataset_id, sample_id",
        row -> new Choice(row.getString(1), row.getString(2), row.getString(3)),
        run.datasetId(),
        run.id());
  }

  private String known() {
    List<String> ids =
        Rows.query(
            database,
            "SELECT evaluation_id, dataset_id FROM evaluation ORDER BY evaluated_at DESC,"
                + " evaluation_id LIMIT 10",
            row -> "%.12s (%s)".formatted(row.getString(1), row.getString(2)));
    return ids.isEmpty() ? "none" : String.join(", ", ids);
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
