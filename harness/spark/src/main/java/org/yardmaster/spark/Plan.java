package org.yardmaster.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yardmaster.replay.ReplaySpec;

/**
 * The missing calls of a replay in their order: sample by sample, all candidates of a sample
 * together, trials last. Samples come in the order of the data set or, shuffled, by the hash of
 * seed and id; the cluster sorts them and hands them over part by part, so that the driver never
 * holds them all.
 */
final class Plan implements Iterator<Slice.Cell> {
  private final ReplaySpec spec;
  private final Iterator<Row> samples;
  private final Deque<Slice.Cell> cells = new ArrayDeque<>();

  /**
   * A plan.
   *
   * @param chosen samples to ask
   * @param attempts all that were made, answered or failed
   */
  Plan(ReplaySpec spec, Dataset<Row> chosen, Dataset<Row> attempts) {
    this.spec = spec;
    Dataset<Row> done =
        attempts
            .filter(col("status").notEqual(OutcomeRows.FAILED))
            .groupBy("sample_id")
            .agg(collect_set("outcome_key").as("done"));
    Column place =
        spec.shuffle()
            ? sha2(concat(lit(spec.seed() + "\u0000"), col("sample_id")).cast("binary"), 256)
            : col("position");
    this.samples =
        chosen
            .join(done, chosen.col("sample_id").equalTo(done.col("sample_id")), "left")
            .drop(done.col("sample_id"))
            .withColumn("place", place)
            .orderBy("place", "sample_id")
            .toLocalIterator();
  }

  /** How many planned calls have an answer already. */
  static long answered(ReplaySpec spec, Dataset<Row> chosen, Dataset<Row> attempts) {
    return attempts
        .filter(col("status").notEqual(OutcomeRows.FAILED))
        .filter(col("candidate_id").isin(spec.candidateIds().toArray()))
        .filter(col("trial").lt(spec.trials()))
        .join(chosen.select("sample_id"), "sample_id")
        .agg(countDistinct("outcome_key"))
        .first()
        .getLong(0);
  }

  /** A sample as text. */
  static Slice.Text text(Row row) {
    return new Slice.Text(
        row.getAs("sample_id"),
        row.getAs("prompt_json"),
        row.getAs("target_json"),
        row.getAs("task"),
        row.getAs("group_id"),
        row.getAs("published_split"),
        row.getAs("labels_json"));
  }

  @Override
  public boolean hasNext() {
    while (cells.isEmpty() && samples.hasNext()) {
      add(samples.next());
    }
    return !cells.isEmpty();
  }

  private void add(Row row) {
    List<String> known =
        row.isNullAt(row.fieldIndex("done")) ? List.of() : row.getList(row.fieldIndex("done"));
    Set<String> done = new HashSet<>(known);
    Slice.Text sample = text(row);
    for (String candidate : spec.candidateIds()) {
      for (int trial = 0; trial < spec.trials(); trial++) {
        Slice.Cell cell = new Slice.Cell(sample, candidate, trial);
        if (done.isEmpty() || !done.contains(cell.key(spec.datasetId()))) {
          cells.add(cell);
        }
      }
    }
  }

  /** The next call, which stays where it is. */
  Slice.Cell peek() {
    if (!hasNext()) {
      throw new NoSuchElementException("All calls are planned.");
    }
    return cells.getFirst();
  }

  @Override
  public Slice.Cell next() {
    Slice.Cell first = peek();
    cells.removeFirst();
    return first;
  }

  /** Puts calls back in front of all others. */
  void again(List<Slice.Cell> calls) {
    calls.reversed().forEach(cells::addFirst);
  }
}
