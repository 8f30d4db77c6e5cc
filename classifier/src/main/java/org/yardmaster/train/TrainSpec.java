package org.yardmaster.train;

/**
 * What a person chooses about training.
 *
 * @param bucketBits binary logarithm of the hash buckets
 * @param cost LibLinear's C: larger trusts the data more, smaller regularises more
 * @param counterWeight scale of the counter features against the words
 * @param mostTasks task heads are trained for at most so many task types; 0 for none
 * @param margin quality that the operating point may lose against the best single candidate
 */
public record TrainSpec(
    int bucketBits, double cost, double counterWeight, int mostTasks, double margin) {
  /** The settings of {@code yardmaster train}. */
  public static final TrainSpec STANDARD = new TrainSpec(16, 1.0, 0.25, 24, 0.0);

  public TrainSpec {
    if (!(cost > 0 && counterWeight >= 0 && mostTasks >= 0 && margin >= 0)) {
      throw new IllegalArgumentException(
          "Training settings out of range: C %s, counter weight %s, tasks %d, margin %s."
              .formatted(cost, counterWeight, mostTasks, margin));
    }
  }
}
