package org.yardmaster.spark;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;
import org.yardmaster.replay.ReplayJob;
import org.yardmaster.replay.ReplaySpec;

/**
 * The driver of a replay: plans waves of small tasks, reserves their worst case, notes them down,
 * has them made, and books what they cost, until nothing is missing or the next call would not fit
 * the spending limit. Run again on the same folder, it goes on.
 */
final class ClusterReplayer {
  private static final int WAVES_WITHOUT_A_CALL = 20;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Waves waves;
  private final String jobText;
  private final ReplayJob job;
  private final int callsPerTask;
  private final int tasksPerSlot;
  private final Budget budget;
  private final Tally tally;
  private final Map<String, String> stopped = new TreeMap<>();

  ClusterReplayer(SparkSession spark, Waves waves, int callsPerTask, int tasksPerSlot)
      throws IOException {
    this.spark = spark;
    this.context = new JavaSparkContext(spark.sparkContext());
    this.waves = waves;
    this.jobText = waves.read("job.json");
    this.job = ReplayJob.read(jobText);
    this.callsPerTask = callsPerTask;
    this.tasksPerSlot = tasksPerSlot;
    this.budget = new Budget(job);
    this.tally = new Tally(job.spec().candidateIds());
  }

  /** Runs to the end and leaves {@code result.json}. */
  void run() throws IOException {
    recordOpenWaves();
    Dataset<Row> samples = spark.read().parquet(waves.path("samples").toString());
    Dataset<Row> chosen = samples.filter(col("chosen"));
    Dataset<Row> attempts = attempts();
    budget.bookEarlier(attempts, samples);
    tally.planned(
        chosen.count() * job.spec().candidateIds().size() * job.spec().trials(),
        Plan.answered(job.spec(), chosen, attempts));
    Plan plan = new Plan(job.spec(), chosen, attempts);
    Broadcast<Terms.Memory> memory = context.broadcast(memory(samples));
    int number = waves.next();
    int idle = 0;
    List<Slice.Cell> wave = next(plan);
    while (!wave.isEmpty()) {
      List<Slice.Cell> missing = make(number++, wave, memory);
      idle = missing.size() < wave.size() ? 0 : idle + 1;
      if (idle == WAVES_WITHOUT_A_CALL) {
        throw new IllegalStateException(
            "%d waves in a row made no call: every executor that was counted on was lost.\nMaybe the executors' logs say why; the same command goes on."
                .formatted(idle));
      }
      plan.again(missing);
      System.out.println(tally.line());
      wave = next(plan);
    }
    waves.write("result.json", tally.json(plan.hasNext(), stopped));
  }

  /** What a dead driver left: its calls may have been paid, and are recorded as such. */
  private void recordOpenWaves() throws IOException {
    for (String name : waves.open()) {
      if (!waves.complete(waves.outcomes(name))) {
        waves.delete(waves.outcomes(name));
        Path lost = waves.outcomes(name + "-lost");
        List<Waves.Begun> begun = waves.begun(name);
        if (!waves.complete(lost)) {
          ReplaySpec spec = job.spec();
          List<Row> rows =
              begun.stream()
                  .map(one -> PaidSlices.lost(spec, one.sampleId(), one.candidateId(), one.trial()))
                  .toList();
          spark
              .createDataFrame(rows, OutcomeRows.SCHEMA)
              .coalesce(1)
              .write()
              .mode("overwrite")
              .parquet(lost.toString());
        }
        tally.possiblyPaid(begun.size());
      }
      waves.end(name);
    }
  }

  private Dataset<Row> attempts() throws IOException {
    return spark
        .read()
        .schema(OutcomeRows.SCHEMA)
        .parquet(waves.attempts().toArray(String[]::new))
        .filter(col("dataset_id").equalTo(job.spec().datasetId()));
  }

  private Terms.Memory memory(Dataset<Row> samples) {
    return switch (job.answering()) {
      case PROVIDERS -> new Terms.Memory(List.of(), List.of());
      case SIMULATED -> new Terms.Memory(texts(samples), List.of());
      case RECORDED ->
          new Terms.Memory(
              texts(samples),
              spark
                  .read()
                  .schema(OutcomeRows.SCHEMA)
                  .parquet(waves.path("answers").toString())
                  .filter(col("status").notEqual(OutcomeRows.FAILED))
                  .collectAsList());
    };
  }

  private static List<Slice.Text> texts(Dataset<Row> samples) {
    return samples.orderBy("position").collectAsList().stream().map(Plan::text).toList();
  }

  /** The calls that come next, as many as fit a wave and the limit; none when it is over. */
  private List<Slice.Cell> next(Plan plan) {
    int most = callsPerTask * tasksPerSlot * slots();
    List<Slice.Cell> wave = new ArrayList<>();
    long reserved = 0;
    while (wave.size() < most && plan.hasNext()) {
      Slice.Cell call = plan.peek();
      if (!stopped.containsKey(call.candidateId())) {
        long worst = budget.worst(call);
        if (!budget.fits(reserved + worst)) {
          return wave;
        }
        reserved += worst;
        wave.add(call);
      }
      plan.next();
    }
    return wave;
  }

  private int slots() {
    return context.defaultParallelism();
  }

  /** Makes a wave; returns the calls that are to be made again. */
  private List<Slice.Cell> make(int number, List<Slice.Cell> calls, Broadcast<Terms.Memory> memory)
      throws IOException {
    String name = Waves.name(number);
    Broadcast<Terms> terms = context.broadcast(terms());
    CollectionAccumulator<String> hopeless = spark.sparkContext().collectionAccumulator();
    CollectionAccumulator<String> faults = spark.sparkContext().collectionAccumulator();
    List<Slice> slices = slices(calls);
    waves.begin(number, calls);
    spark
        .createDataFrame(
            context
                .parallelize(slices, slices.size())
                .mapPartitions(new PaidSlices(terms, memory, hopeless, faults)),
            OutcomeRows.SCHEMA)
        .write()
        .parquet(waves.outcomes(name).toString());
    waves.end(name);
    terms.unpersist();
    hopeless.value().forEach(line -> stop(line.split("\n", 2)));
    List<Slice.Cell> missing = book(name, calls);
    if (!faults.value().isEmpty()) {
      throw new IllegalStateException(
          "A task broke off: %s.\nMaybe an executor lacks a key or a setting; what was answered is recorded, and the same command goes on."
              .formatted(faults.value().getFirst()));
    }
    return missing;
  }

  private void stop(String[] line) {
    stopped.putIfAbsent(line[0], line[1]);
  }

  private Terms terms() {
    int slots = slots();
    if (job.spec().concurrency() < slots) {
      throw new IllegalArgumentException(
          "Concurrency (%d) cannot be divided among %d task slots.\nMaybe ask for more with --concurrency, or for fewer cores."
              .formatted(job.spec().concurrency(), slots));
    }
    return new Terms(jobText, job.spec().concurrency() / slots, executors());
  }

  /** Ids of the executors that live now; in local mode the driver works itself. */
  private Set<String> executors() {
    String ids = spark.sparkContext().getExecutorIds().mkString(",");
    return ids.isEmpty() ? Set.of("driver") : Set.of(ids.split(",", -1));
  }

  private List<Slice> slices(List<Slice.Cell> calls) {
    int size = Math.clamp(Math.ceilDiv(calls.size(), slots()), 1, callsPerTask);
    List<Slice> slices = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += size) {
      slices.add(
          new Slice(new ArrayList<>(calls.subList(from, Math.min(calls.size(), from + size)))));
    }
    return slices;
  }

  /** Books what a wave cost; returns what is to be made again, in its order. */
  private List<Slice.Cell> book(String name, List<Slice.Cell> calls) {
    Map<String, Row> rows = new HashMap<>();
    spark
        .read()
        .schema(OutcomeRows.SCHEMA)
        .parquet(waves.outcomes(name).toString())
        .select("outcome_key", "candidate_id", "status", "fault_message", "cost_nano_usd")
        .collectAsList()
        .forEach(row -> rows.put(row.getString(0), row));
    List<Slice.Cell> missing = new ArrayList<>();
    for (Slice.Cell call : calls) {
      Row row = rows.get(call.key(job.spec().datasetId()));
      if (row == null) {
        missing.add(call);
      } else {
        budget.book(row.isNullAt(4) ? budget.worst(call) : row.getLong(4));
        if (PaidSlices.LOST.equals(row.getString(3))) {
          tally.possiblyPaid(1);
          missing.add(call);
        } else {
          tally.add(row);
        }
      }
    }
    return missing;
  }
}
