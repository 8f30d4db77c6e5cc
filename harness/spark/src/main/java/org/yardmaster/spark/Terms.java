package org.yardmaster.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What every task of a wave knows.
 *
 * @param job the replay job as JSON
 * @param concurrency calls in flight per task
 * @param executors those among which rate limits are divided; a task elsewhere makes no call
 */
record Terms(String job, int concurrency, Set<String> executors) implements Serializable {

  /** What simulated and recorded clients hold in memory: all samples, and recorded answers. */
  record Memory(List<Slice.Text> samples, List<org.apache.spark.sql.Row> answers)
      implements Serializable {}
}
