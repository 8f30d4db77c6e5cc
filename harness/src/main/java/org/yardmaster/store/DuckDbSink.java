package org.yardmaster.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.replay.OutcomeSink;

/**
 * Records a replay in the database: each group is one transaction, and a snapshot for readers is
 * refreshed now and then.
 */
public final class DuckDbSink implements OutcomeSink {
  private static final long SNAPSHOT_EVERY_NANOS = 10_000_000_000L;

  private final Database database;
  private final OutcomeStore outcomes;
  private final Set<String> answered = new HashSet<>();
  private long lastSnapshot = System.nanoTime();

  public DuckDbSink(Database database, OutcomeStore outcomes) {
    this.database = database;
    this.outcomes = outcomes;
  }

  @Override
  public Set<String> recordedKeys(String datasetId) {
    Set<String> keys = outcomes.recordedKeys(datasetId);
    answered.addAll(keys);
    return keys;
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
    wanted.stream().filter(OutcomeStore::answered).forEach(outcome -> answered.add(outcome.key()));
    if (System.nanoTime() - lastSnapshot > SNAPSHOT_EVERY_NANOS) {
      database.refreshSnapshot();
      lastSnapshot = System.nanoTime();
    }
  }
}
