package org.yardmaster.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yardmaster manual}. */
@Command(
    name = "manual",
    description = "Print the manual page: every verb and option.",
    footer = {
      "",
      "Examples:",
      "  yardmaster manual > yardmaster.1 && man ./yardmaster.1",
      "  yardmaster manual > ~/.local/share/man/man1/yardmaster.1",
      "  man yardmaster"
    })
final class ManualCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ManualPage.of(spec.root()));
    out.flush();
    return 0;
  }
}
