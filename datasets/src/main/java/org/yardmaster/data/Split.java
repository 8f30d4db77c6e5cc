package org.yardmaster.data;

/**
 * What a sample may be used for: learning, choosing thresholds and calibrating, or the last look.
 */
public enum Split {
  TRAIN,
  CALIBRATION,
  TEST
}
