package org.yardmaster.train;

/** Hears what is being worked on. Called from one thread at a time. */
@FunctionalInterface
public interface Progress {
  /**
   * Work on a step begins.
   *
   * @param step what it is, for people
   * @param done steps finished before it
   * @param of steps altogether; 0 when that is not known
   */
  void at(String step, int done, int of);

  /** A step of a work whose number of steps is not known. */
  default void at(String step) {
    at(step, 0, 0);
  }

  /** Hears nothing. */
  static Progress silent() {
    return (step, done, of) -> {};
  }
}
