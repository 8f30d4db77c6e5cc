package org.yardmaster.replay;

import java.util.List;
import java.util.Set;
import org.yardmaster.outcome.Outcome;

/** Where outcomes go to stay. */
public interface OutcomeSink {
  /**
   * {@linkplain Outcome#key Keys} of all calls of a data set that need not be made again: those
   * with an outcome that is not {@link org.yardmaster.outcome.Completion.Failed failed}.
   */
  Set<String> recordedKeys(String datasetId);

  /**
   * What earlier runs spent on a data set's samples with these candidates, failures included. What
   * a killed run left is recorded first: its outcomes, and the calls it had in flight as failures
   * of unknown cost.
   */
  EarlierSpend earlierSpend(String datasetId, Set<String> candidateIds);

  /**
   * Notes that a call is about to be made; when it returns, the note survives a kill. Called by
   * many threads at once.
   */
  void starting(String datasetId, PlannedCall call);

  /**
   * Takes an outcome as soon as it is there; when it returns, the outcome survives a kill. {@link
   * #write} records it for readers. Called by many threads at once.
   */
  void ended(Outcome outcome);

  /**
   * Records a group of outcomes, all or none; when it returns they survive a kill. An outcome takes
   * the place of a failure with the same key; where an answer is recorded already, that one stays.
   * Called by one thread at a time.
   */
  void write(List<Outcome> outcomes);

  /** Nothing is in flight any more: notes of calls begun are not needed. */
  void allEnded();
}
