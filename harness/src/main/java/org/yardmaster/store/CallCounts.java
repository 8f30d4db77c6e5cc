package org.yardmaster.store;

import java.util.Map;
import java.util.TreeMap;

/** How often each sample was asked, by what became of the calls. */
public final class CallCounts {
  private final Database database;

  public CallCounts(Database database) {
    this.database = database;
  }

  /** Recorded answers per sample. */
  public Map<String, Long> answered(String datasetId) {
    return count("outcome", "TRUE", datasetId);
  }

  /** Calls per sample that were in flight when a process ended: possibly paid. */
  public Map<String, Long> possiblyPaid(String datasetId) {
    return count("failure", "fault_message = '%s'".formatted(DuckDbSink.IN_FLIGHT), datasetId);
  }

  private Map<String, Long> count(String table, String condition, String datasetId) {
    Map<String, Long> counts = new TreeMap<>();
    Rows.each(
        database,
        "SELECT sample_id, count(*) FROM %s WHERE dataset_id = ? AND %s GROUP BY 1"
            .formatted(table, condition),
        row -> counts.put(row.getString(1), row.getLong(2)),
        datasetId);
    return counts;
  }
}
