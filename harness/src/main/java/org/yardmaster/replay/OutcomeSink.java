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
   * Records a group of outcomes, all or none; when it returns they survive a kill. An outcome takes
   * the place of a failure with the same key; where an answer is recorded already, that one stays.
   * Called by one thread at a time.
   */
  void write(List<Outcome> outcomes);
}
