package org.yardmaster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.PromptJson;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.TargetJson;
import org.yardmaster.provenance.CanonicalJson;

/** Data sets and their samples. */
public final class DatasetStore {
  private final Database database;
  private final Clock clock;

  public DatasetStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Stores a data set that is not there yet.
   *
   * @return false when the very same data set is there already; nothing is changed then
   * @throws StoreException when another one of that id is there
   */
  public boolean add(DatasetCard card, Iterable<Sample> samples) {
    Optional<String> stored = storedDigest(card.id());
    SampleRows rows = new SampleRows(card.id());
    if (stored.isPresent()) {
      rows.each(samples, row -> {});
      requireSame(card.id(), stored.get(), rows.digest());
      return false;
    }
    Rows.appendAll(
        database, "sample", appended -> rows.each(samples, row -> appended.row(row::write)));
    Rows.append(
        database,
        "dataset",
        List.of(card),
        (row, one) ->
            row.append(one.id())
                .append(one.title())
                .append(cardJson(one))
                .append(one.evaluationOnly())
                .append(rows.digest())
                .append(now()));
    return true;
  }

  /**
   * Stores a data set that grows, such as the prompts of a judge: samples that are there already
   * stay, new ones come behind them.
   */
  public void extend(DatasetCard card, List<Sample> samples) {
    if (storedDigest(card.id()).isEmpty()) {
      add(card, samples);
      return;
    }
    List<Sample> all = new ArrayList<>(samples(card.id()));
    Set<String> known = all.stream().map(Sample::id).collect(Collectors.toSet());
    int before = all.size();
    samples.stream().filter(sample -> known.add(sample.id())).forEach(all::add);
    SampleRows rows = new SampleRows(card.id());
    AtomicInteger position = new AtomicInteger();
    Rows.appendAll(
        database,
        "sample",
        appended ->
            rows.each(
                all,
                row -> {
                  if (position.getAndIncrement() >= before) {
                    appended.row(row::write);
                  }
                }));
    Rows.update(
        database,
        "UPDATE dataset SET content_digest = ? WHERE dataset_id = ?",
        rows.digest(),
        card.id());
  }

  private void requireSame(String id, String stored, String found) {
    if (!stored.equals(found)) {
      throw new StoreException(
          "Data set %s is in %s already, with other samples (digest %.12s, now %.12s).\nMaybe import into another database: outcomes are never overwritten."
              .formatted(id, database.path(), stored, found));
    }
  }

  /** All samples of a data set in their order. */
  public List<Sample> samples(String datasetId) {
    requireKnown(datasetId);
    return Rows.query(
        database,
        "SELECT sample_id, task, group_id, published_split, prompt_json, target_json, labels_json"
            + " FROM sample WHERE dataset_id = ? ORDER BY position",
        DatasetStore::sample,
        datasetId);
  }

  /** A row of id, task, group, published split, prompt, target and labels. */
  static Sample sample(ResultSet row) throws SQLException {
    return new Sample(
        row.getString(1),
        PromptJson.read(row.getString(5)),
        TargetJson.read(row.getString(6)),
        row.getString(2),
        row.getString(3),
        PublishedSplit.valueOf(row.getString(4)),
        labels(row.getString(7)));
  }

  /** How many samples carry a label. */
  public long labelled(String datasetId, String label) {
    return Rows.query(
            database,
            "SELECT count(*) FROM sample WHERE dataset_id = ? AND"
                + " json_extract(labels_json, '$.' || ?) IS NOT NULL",
            row -> row.getLong(1),
            datasetId,
            label)
        .getFirst();
  }

  /** The card of a data set. */
  public DatasetCard card(String datasetId) {
    requireKnown(datasetId);
    return Rows.query(
            database,
            "SELECT card_json FROM dataset WHERE dataset_id = ?",
            row -> readCard(row.getString(1)),
            datasetId)
        .getFirst();
  }

  /** Whether a data set is there. */
  public boolean known(String datasetId) {
    return storedDigest(datasetId).isPresent();
  }

  /**
   * Checks that a data set is there.
   *
   * @throws StoreException naming those that are
   */
  public void requireKnown(String datasetId) {
    if (storedDigest(datasetId).isEmpty()) {
      List<String> known =
          Rows.query(
              database, "SELECT dataset_id FROM dataset ORDER BY 1", row -> row.getString(1));
      throw new StoreException(
          "No data set %s in %s; it has %s.\nMaybe import it first: `yardmaster import --help`."
              .formatted(datasetId, database.path(), known.isEmpty() ? "none" : known));
    }
  }

  private Optional<String> storedDigest(String datasetId) {
    return Rows.query(
            database,
            "SELECT content_digest FROM dataset WHERE dataset_id = ?",
            row -> row.getString(1),
            datasetId)
        .stream()
        .findFirst();
  }

  static String json(Map<String, String> facts) {
    return facts.isEmpty() ? "{}" : CanonicalJson.write(CanonicalJson.MAPPER.valueToTree(facts));
  }

  static Map<String, String> labels(String json) {
    Map<String, String> labels = new TreeMap<>();
    CanonicalJson.parse(json)
        .properties()
        .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    return labels;
  }

  private static String cardJson(DatasetCard card) {
    return CanonicalJson.write(CanonicalJson.MAPPER.valueToTree(card));
  }

  private static DatasetCard readCard(String json) {
    try {
      return CanonicalJson.MAPPER.readValue(json, DatasetCard.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException fault) {
      throw new StoreException("A stored card cannot be read: " + fault.getMessage(), fault);
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
