package org.yardmaster.cli;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine;

/** A progress bar on a terminal; elsewhere nothing. */
final class TerminalBar implements AutoCloseable {
  private final ProgressBar bar;
  private final boolean shown = CommandLine.Help.Ansi.AUTO.enabled();

  TerminalBar(String task) {
    ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName(task).setInitialMax(1);
    this.bar =
        (shown ? builder : builder.setConsumer(new DelegatingProgressBarConsumer(line -> {})))
            .build();
  }

  /** Whether there is a terminal; if not, whoever reports writes lines instead. */
  boolean shown() {
    return shown;
  }

  /**
   * Moves the bar.
   *
   * @param of all steps; 0 when that is not known
   */
  void at(long done, long of, String words) {
    bar.maxHint(of == 0 ? -1 : of);
    bar.stepTo(done);
    bar.setExtraMessage(words);
  }

  @Override
  public void close() {
    bar.close();
  }
}
