package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import org.yardmaster.provenance.Digest;

/**
 * Assigns a group to a split by its hash: the same group always lands in the same split, whatever
 * else the data set holds, and no group spans two splits.
 *
 * @param salt changes the assignment of every group; keep it fixed within one study
 * @param trainShare share of groups for training, in (0, 1)
 * @param calibrationShare share of groups for calibration; the rest is for the test
 */
public record Splitter(String salt, double trainShare, double calibrationShare) {
  /** 60 % training, 20 % calibration, 20 % test. */
  public static final Splitter STANDARD = new Splitter("yardmaster-1", 0.6, 0.2);

  public Splitter {
    requireNonNull(salt, "salt is null");
    if (!(trainShare > 0 && calibrationShare >= 0 && trainShare + calibrationShare < 1)) {
      throw new IllegalArgumentException(
          "Split shares (train %s, calibration %s) must be positive and leave room for a test."
              .formatted(trainShare, calibrationShare));
    }
  }

  public Split split(String groupId) {
    double position = Digest.unitInterval(salt + '\u0000' + groupId);
    if (position < trainShare) {
      return Split.TRAIN;
    }
    return position < trainShare + calibrationShare ? Split.CALIBRATION : Split.TEST;
  }

  /** The fold of a group, from 0 to {@code folds - 1}, independent of {@link #split}. */
  public int fold(String groupId, int folds) {
    return (int) (Digest.unitInterval(salt + "\u0000fold\u0000" + groupId) * folds);
  }
}
