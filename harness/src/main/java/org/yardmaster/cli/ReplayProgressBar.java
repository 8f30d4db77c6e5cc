package org.yardmaster.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayProgress;
import picocli.CommandLine;

/** Shows a replay's progress: a bar on a terminal, plain lines elsewhere; always on stderr. */
final class ReplayProgressBar implements ReplayListener, AutoCloseable {
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;

  private final PrintWriter messages;
  private final ProgressBar bar;
  private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
  private long lastLine = System.nanoTime();

  ReplayProgressBar(PrintWriter messages) {
    this.messages = messages;
    ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName("replay").setInitialMax(1);
    this.bar =
        (terminal ? builder : builder.setConsumer(new DelegatingProgressBarConsumer(line -> {})))
            .build();
  }

  @Override
  public void progress(ReplayProgress progress) {
    bar.maxHint(progress.planned() - progress.alreadyRecorded());
    bar.stepTo(progress.done() + progress.failed());
    bar.setExtraMessage(spent(progress));
    if (!terminal && System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
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
