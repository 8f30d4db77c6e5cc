package org.yardmaster.replay;

/** Hears how a replay goes; called by one thread at a time, after each group commit. */
@FunctionalInterface
public interface ReplayListener {
  void progress(ReplayProgress progress);

  /** Hears nothing. */
  static ReplayListener silent() {
    return progress -> {};
  }
}
