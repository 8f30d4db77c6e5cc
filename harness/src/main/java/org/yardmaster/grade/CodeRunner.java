package org.yardmaster.grade;

/** Runs programs that nobody has read; the only way a grader starts anything. */
public interface CodeRunner {
  /** What became of a program. */
  sealed interface Result {
    /** It ran to its end without a fault. */
    record Passed() implements Result {}

    /** It failed: its own words, or the limit it met. */
    record Failed(String why) implements Result {}

    /** It was not run, so nothing is known of it. */
    record NotRun(String why) implements Result {}
  }

  /**
   * Runs a program.
   *
   * @param language as code fences name it
   * @param source the whole program
   */
  Result run(String language, String source);

  /** Runs nothing: the default. */
  static CodeRunner none() {
    return (language, source) ->
        new Result.NotRun("code is not run unless asked for: grade --run-code");
  }
}
