package org.yardmaster.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayProgress;

/** Shows a replay's progress: a bar on a terminal, plain lines elsewhere; always on stderr. */
final class ReplayProgressBar implements ReplayListener, AutoCloseable {
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  private final PrintWriter messages;
  private final TerminalBar bar = new TerminalBar("replay");
  private long lastLine = System.nanoTime();

  ReplayProgressBar(PrintWriter messages) {
    this.messages = messages;
  }

  @Override
  public void progress(ReplayProgress progress) {
    bar.at(
        progress.done() + progress.failed(),
        progress.planned() - progress.alreadyRecorded(),
        spent(progress));
    if (!bar.shown() && System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
      messages.printf(
          "replay: %,d of %,d calls, %,d failed, %s%s%n",
          progress.done() + progress.failed(),
          progress.planned() - progress.alreadyRecorded(),
          progress.failed(),
          spent(progress),
          progress.timeLeft().map(left -> ", %s left".formatted(spoken(left))).orElse(""));
      progress.candidates().forEach(one -> messages.println("  " + ReplayPrinter.line(one)));
      messages.flush();
      lastLine = System.nanoTime();
    }
  }

  private static String spoken(Duration left) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  private static String spent(ReplayProgress progress) {
    return String.format(Locale.ROOT, "list price $%.4f", progress.spentNanoUsd() * 1e-9);
  }

  @Override
  public void close() {
    bar.close();
  }
}
