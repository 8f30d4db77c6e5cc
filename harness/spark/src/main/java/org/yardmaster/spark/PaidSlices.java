package org.yardmaster.spark;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.PriceBook;
import org.yardmaster.replay.InMemorySink;
import org.yardmaster.replay.PlannedCall;
import org.yardmaster.replay.ReplayJob;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.replay.Replayer;

/**
 * Makes the calls of slices, once. Spark runs a task again when its worker is lost; such a second
 * attempt pays for nothing, but records the slice's calls as failures of unknown cost. The driver
 * books them in full and makes them again in a later wave, with a reservation of their own: so what
 * is spent never exceeds what was reserved, whatever dies.
 */
final class PaidSlices implements FlatMapFunction<Iterator<Slice>, Row> {
  static final String LOST = "in a task whose process was lost: possibly paid";

  private final Broadcast<Terms> terms;
  private final Broadcast<Terms.Memory> memory;
  private final CollectionAccumulator<String> stopped;
  private final CollectionAccumulator<String> faults;

  /**
   * A function for one wave.
   *
   * @param stopped takes ids of candidates that are not to be asked any more, a line break, and why
   * @param faults takes what broke a slice off
   */
  PaidSlices(
      Broadcast<Terms> terms,
      Broadcast<Terms.Memory> memory,
      CollectionAccumulator<String> stopped,
      CollectionAccumulator<String> faults) {
    this.terms = terms;
    this.memory = memory;
    this.stopped = stopped;
    this.faults = faults;
  }

  @Override
  public Iterator<Row> call(Iterator<Slice> slices) {
    TaskContext task = TaskContext.get();
    boolean first = task.attemptNumber() == 0 && task.stageAttemptNumber() == 0;
    boolean invited = terms.value().executors().contains(SparkEnv.get().executorId());
    ReplayJob job = ReplayJob.read(terms.value().job());
    List<Row> rows = new ArrayList<>();
    while (slices.hasNext()) {
      Slice slice = slices.next();
      if (!first) {
        slice.calls().forEach(call -> rows.add(lost(job, call)));
      } else if (invited) {
        rows.addAll(make(job, slice));
      }
    }
    return rows.iterator();
  }

  private List<Row> make(ReplayJob job, Slice slice) {
    InMemorySink sink = new InMemorySink();
    Set<String> given = Set.of();
    boolean broken = false;
    try {
      ReplayResult result =
          new Replayer(
                  ExecutorClient.of(terms.value(), memory::value),
                  Graders.standard(),
                  new PriceBook(job.prices()),
                  sink,
                  ReplayListener.silent(),
                  Clock.systemUTC())
              .make(job.spec().withConcurrency(terms.value().concurrency()), planned(job, slice));
      result.stopped().forEach((id, why) -> stopped.add(id + "\n" + why));
      given = result.stopped().keySet();
    } catch (RuntimeException fault) {
      faults.add(fault.toString());
      broken = true;
    }
    Map<String, Outcome> made =
        sink.outcomes().stream().collect(Collectors.toMap(Outcome::key, outcome -> outcome));
    List<Row> rows = new ArrayList<>();
    LocalDateTime now = now();
    for (Slice.Cell call : slice.calls()) {
      Optional<Outcome> outcome = Optional.ofNullable(made.get(call.key(job.spec().datasetId())));
      outcome.ifPresent(one -> rows.add(OutcomeRows.write(one, now)));
      if (outcome.isEmpty() && broken && !given.contains(call.candidateId())) {
        rows.add(lost(job, call));
      }
    }
    return rows;
  }

  private static List<PlannedCall> planned(ReplayJob job, Slice slice) {
    Map<String, Candidate> candidates =
        job.candidates().stream().collect(Collectors.toMap(Candidate::id, one -> one));
    Map<String, org.yardmaster.data.Sample> samples = new HashMap<>();
    List<PlannedCall> calls = new ArrayList<>();
    for (Slice.Cell call : slice.calls()) {
      calls.add(
          new PlannedCall(
              samples.computeIfAbsent(call.sample().sampleId(), id -> call.sample().sample()),
              java.util.Objects.requireNonNull(candidates.get(call.candidateId())),
              call.trial()));
    }
    return calls;
  }

  private static Row lost(ReplayJob job, Slice.Cell call) {
    return lost(job.spec(), call.sample().sampleId(), call.candidateId(), call.trial());
  }

  /** A call of which nobody knows whether it was made: a failure of unknown cost. */
  static Row lost(ReplaySpec spec, String sampleId, String candidateId, int trial) {
    return OutcomeRows.write(
        new Outcome(
            spec.datasetId(),
            sampleId,
            candidateId,
            trial,
            new Completion.Failed(Fault.CONNECTION, LOST, new Usage.Unknown()),
            new Grade.Unscored("none", "no answer"),
            new Cost.Unknown(LOST),
            new Latency.Unmeasured()),
        now());
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
  }
}
