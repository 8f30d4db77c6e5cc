package org.yardmaster.spark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.yardmaster.provenance.CanonicalJson;

/** How far a replay has come, and what it tells at its end. */
final class Tally {
  private final Map<String, Counts> candidates = new LinkedHashMap<>();
  private long planned;
  private long before;
  private long possiblyPaid;

  private static final class Counts {
    private long done;
    private long failed;
    private long spentNanoUsd;
    private long unknownCosts;
  }

  Tally(List<String> candidateIds) {
    candidateIds.forEach(id -> candidates.put(id, new Counts()));
  }

  void planned(long calls, long recorded) {
    planned = calls;
    before = recorded;
  }

  void possiblyPaid(long calls) {
    possiblyPaid += calls;
  }

  /** Counts a row of outcome key, candidate, status, fault message and cost. */
  void add(Row row) {
    Counts counts = candidates.computeIfAbsent(row.getString(1), id -> new Counts());
    boolean answered = !OutcomeRows.FAILED.equals(row.getString(2));
    counts.done += answered ? 1 : 0;
    counts.failed += answered ? 0 : 1;
    counts.spentNanoUsd += row.isNullAt(4) ? 0 : row.getLong(4);
    counts.unknownCosts += row.isNullAt(4) ? 1 : 0;
  }

  /** Progress for people. */
  String line() {
    long made = candidates.values().stream().mapToLong(one -> one.done + one.failed).sum();
    return "%,d of %,d calls made, %,d possibly paid twice"
        .formatted(made, planned - before, possiblyPaid);
  }

  /**
   * The end as JSON.
   *
   * @param callsLeft whether the next call might have exceeded the spending limit
   */
  String json(boolean callsLeft, Map<String, String> stopped) {
    String ending = stopped.isEmpty() ? "COMPLETE" : "CANDIDATES_STOPPED";
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("ending", callsLeft ? "SPEND_LIMIT" : ending)
            .put("planned", planned)
            .put("recordedBefore", before)
            .put("possiblyPaid", possiblyPaid);
    ArrayNode list = root.putArray("candidates");
    candidates.forEach(
        (id, counts) ->
            list.addObject()
                .put("id", id)
                .put("done", counts.done)
                .put("failed", counts.failed)
                .put("costNanoUsd", counts.spentNanoUsd)
                .put("unknownCosts", counts.unknownCosts));
    ObjectNode why = root.putObject("stopped");
    stopped.forEach(why::put);
    return CanonicalJson.write(root);
  }
}
