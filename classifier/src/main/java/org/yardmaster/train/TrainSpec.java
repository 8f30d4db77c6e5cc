package org.yardmaster.train;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.yardmaster.evaluate.ThresholdChoice;

/**
 * What a person chooses about training.
 *
 * @param learner how success is learned
 * @param bucketBits binary logarithm of the most hash buckets; fewer are taken where they keep the
 *     words apart
 * @param cost weight of the loss against half the squared length of the weights (LibLinear's C):
 *     larger trusts the data more, smaller regularises more; of no use to learners that are only
 *     judged
 * @param counterWeight scale of the counter features against the words
 * @param teacherShare how much of each outcome is replaced by what its task usually gives, in [0,
 *     1]; see {@link TaskTeacher}
 * @param mostTasks task heads are trained for at most so many task types; 0 for none
 * @param threshold how the operating point is chosen on the calibration prompts
 */
public record TrainSpec(
    Learner learner,
    int bucketBits,
    double cost,
    double counterWeight,
    double teacherShare,
    int mostTasks,
    ThresholdChoice threshold) {

  /** What becomes of what a learner has learned. */
  public enum Family {
    /** A linear function of the features: fits a policy file, decides in microseconds. */
    LINEAR,
    /** No policy file can hold it: it is judged beside the others. */
    JUDGED
  }

  /** Who learns success. All learn from outcomes that the task teacher has smoothed. */
  public enum Learner {
    /** Logistic loss, one function per candidate. */
    LOGISTIC(Family.LINEAR),
    /** Squared error on the same. */
    LEAST_SQUARES(Family.LINEAR),
    /** As least squares, on the counters alone: weaker, but it carries over to other tasks. */
    COUNTERS(Family.LINEAR),
    /** Few positions of a prompt, shared by all candidates: see {@link FactorLearner}. */
    FACTORS(Family.LINEAR),
    /** Boosted trees. */
    XGBOOST(Family.JUDGED),
    /** Linear, and products of features through a few factors. */
    FACTORISATION_MACHINE(Family.JUDGED),
    /** What similar prompts gave. */
    NEAREST(Family.JUDGED),
    /** What the prompt's cluster gives. */
    CLUSTERS(Family.JUDGED);

    private final Family family;

    Learner(Family family) {
      this.family = family;
    }

    public Family family() {
      return family;
    }

    /** Why no policy is trained with a learner that can only be judged, and what to do. */
    public String refusal() {
      return ("Learner (%1$s) can be judged, but its result is no linear function, so it fits no"
              + " policy file.\nMaybe judge it with `yardmaster evaluate --learner %1$s`; the"
              + " learner that comes nearest on the same features and fits is logistic.")
          .formatted(words());
    }

    private String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The settings of {@code yardmaster train}. */
  public static final TrainSpec STANDARD =
      new TrainSpec(Learner.LOGISTIC, 18, 0.5, 0.15, 0.5, 24, ThresholdChoice.STANDARD);

  /** The usual settings of a learner. */
  public static TrainSpec standard(Learner learner) {
    return switch (learner) {
      case LOGISTIC -> STANDARD;
      case LEAST_SQUARES, COUNTERS -> STANDARD.with(learner, 0.05, 0.75);
      case FACTORS, XGBOOST, FACTORISATION_MACHINE, NEAREST, CLUSTERS ->
          STANDARD.with(learner, STANDARD.cost(), STANDARD.teacherShare());
    };
  }

  public TrainSpec {
    requireNonNull(learner, "learner is null");
    requireNonNull(threshold, "threshold is null");
    if (!(cost > 0 && counterWeight >= 0 && mostTasks >= 0)) {
      throw new IllegalArgumentException(
          "Training settings out of range: C %s, counter weight %s, tasks %d."
              .formatted(cost, counterWeight, mostTasks));
    }
    if (!(teacherShare >= 0 && teacherShare <= 1)) {
      throw new IllegalArgumentException(
          "Teacher share (%s) must be in [0, 1].".formatted(teacherShare));
    }
  }

  /** For people and provenance. */
  @Override
  public String toString() {
    return "%s, up to %d hash bits, %s, counter weight %s, teacher share %s, at most %d tasks, %s"
        .formatted(
            learner.words().replace('_', ' '),
            bucketBits,
            switch (learner.family()) {
              case LINEAR -> "C " + cost;
              case JUDGED -> JudgedLearner.of(learner).provenance();
            },
            counterWeight,
            teacherShare,
            mostTasks,
            threshold);
  }

  /** What tells settings of a leaderboard apart: learner, C where it has one, and teacher. */
  public String briefly() {
    return "%s, %steacher share %s"
        .formatted(
            learner.words().replace('_', ' '),
            switch (learner.family()) {
              case LINEAR -> "C %s, ".formatted(cost);
              case JUDGED -> "";
            },
            teacherShare);
  }

  /** The same with another learner, C and teacher. */
  public TrainSpec with(Learner otherLearner, double otherCost, double otherShare) {
    return new TrainSpec(
        otherLearner, bucketBits, otherCost, counterWeight, otherShare, mostTasks, threshold);
  }

  /** The same with at most so many hash buckets, as a binary logarithm. */
  public TrainSpec withBuckets(int otherBits) {
    return new TrainSpec(
        learner, otherBits, cost, counterWeight, teacherShare, mostTasks, threshold);
  }

  /** The same with another rule for the operating point. */
  public TrainSpec with(ThresholdChoice otherThreshold) {
    return new TrainSpec(
        learner, bucketBits, cost, counterWeight, teacherShare, mostTasks, otherThreshold);
  }
}
