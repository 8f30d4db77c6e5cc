package org.yardmaster.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.replay.EarlierSpend;
import org.yardmaster.replay.OutcomeSink;
import org.yardmaster.replay.PlannedCall;

/**
 * Records a replay in the database: each group is one transaction, a {@link CallLog} in front of it
 * keeps outcomes until then and tells after a kill which calls were in flight, and a snapshot for
 * readers is refreshed now and then, never for more than a twentieth of the time.
 */
public final class DuckDbSink implements OutcomeSink {
  /** Flushing the log holds up the calls that write to it. */
  private static final Duration FORCE_EVERY = Duration.ofSeconds(1);

  private static final Duration SNAPSHOT_EVERY = Duration.ofSeconds(10);
  private static final int SNAPSHOT_SHARE = 20;
  static final String IN_FLIGHT = "in flight when the process ended: possibly paid";

  private final Database database;
  private final OutcomeStore outcomes;
  private final Clock clock;
  private final CallLog log;
  private final Set<String> answered = new HashSet<>();
  private long nextForce = System.nanoTime();
  private long nextSnapshot = System.nanoTime() + SNAPSHOT_EVERY.toNanos();

  public DuckDbSink(Database database, OutcomeStore outcomes, Clock clock) {
    this.database = database;
    this.outcomes = outcomes;
    this.clock = clock;
    this.log = new CallLog(database.path());
  }

  @Override
  public Set<String> recordedKeys(String datasetId) {
    Set<String> keys = outcomes.recordedKeys(datasetId);
    answered.addAll(keys);
    return keys;
  }

  @Override
  public EarlierSpend earlierSpend(String datasetId, Set<String> candidateIds) {
    int found = log.left(outcomes::endedSince).map(this::recordLeft).orElse(0);
    log.begin(clock.instant());
    EarlierSpend spend = outcomes.spent(datasetId, candidateIds);
    return new EarlierSpend(spend.knownNanoUsd(), spend.uncertain(), found);
  }

  private int recordLeft(CallLog.Left left) {
    List<Outcome> found = new ArrayList<>(left.outcomes());
    left.inFlight().forEach(call -> found.add(inFlight(call)));
    database.transaction(
        () -> {
          outcomes.append(found);
          return found.size();
        });
    return left.inFlight().size();
  }

  private static Outcome inFlight(CallLog.Started call) {
    return new Outcome(
        call.datasetId(),
        call.sampleId(),
        call.candidateId(),
        call.trial(),
        new Completion.Failed(Fault.CONNECTION, IN_FLIGHT, new Usage.Unknown()),
        new Grade.Unscored("none", "no answer"),
        new Cost.Unknown(IN_FLIGHT),
        new Latency.Unmeasured());
  }

  @Override
  public void starting(String datasetId, PlannedCall call) {
    log.started(
        new CallLog.Started(datasetId, call.sample().id(), call.candidate().id(), call.trial()));
  }

  @Override
  public void ended(Outcome outcome) {
    log.ended(outcome);
  }

  @Override
  public void write(List<Outcome> group) {
    List<Outcome> wanted =
        group.stream().filter(outcome -> !answered.contains(outcome.key())).toList();
    database.transaction(
        () -> {
          outcomes.append(wanted);
          return wanted.size();
        });
    long now = System.nanoTime();
    if (now > nextForce) {
      log.force();
      nextForce = now + FORCE_EVERY.toNanos();
    }
    wanted.stream().filter(OutcomeStore::answered).forEach(outcome -> answered.add(outcome.key()));
    if (now > nextSnapshot) {
      database.refreshSnapshot();
      long took = System.nanoTime() - now;
      nextSnapshot = now + Math.max(SNAPSHOT_EVERY.toNanos(), SNAPSHOT_SHARE * took);
    }
  }

  @Override
  public void allEnded() {
    log.end();
  }
}
