package org.yardmaster.cli;

import java.io.PrintWriter;
import org.yardmaster.train.Progress;

/** Shows what is being worked on: a bar on a terminal, plain lines elsewhere; always on stderr. */
final class WorkProgress implements Progress, AutoCloseable {
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  private final PrintWriter messages;
  private final String task;
  private final TerminalBar bar;
  private final long start = System.nanoTime();
  private long lastLine = start - LINE_EVERY_NANOS;

  /**
   * Begins to show.
   *
   * @param task one word: the verb
   */
  WorkProgress(String task, PrintWriter messages) {
    this.task = task;
    this.messages = messages;
    this.bar = new TerminalBar(task);
  }

  @Override
  public void at(String step, int done, int of) {
    bar.at(done, of, "%s, %,d MiB".formatted(step, usedMebibytes()));
    boolean due = System.nanoTime() - lastLine > LINE_EVERY_NANOS;
    if (!bar.shown() && (of == 0 || due)) {
      messages.printf(
          "%s: %s%s (%d s, %,d MiB)%n",
          task,
          step,
          of == 0 ? "" : ", %d of %d done".formatted(done, of),
          (System.nanoTime() - start) / 1_000_000_000L,
          usedMebibytes());
      messages.flush();
      lastLine = System.nanoTime();
    }
  }

  /** Heap in use, garbage that was not yet collected included. */
  private static long usedMebibytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  @Override
  public void close() {
    bar.close();
  }
}
