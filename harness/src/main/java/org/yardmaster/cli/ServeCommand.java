package org.yardmaster.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yardmaster serve}: announced, not built yet. */
@Command(
    name = "serve",
    description = "Serve a policy as a gateway (not built yet).",
    footer = {"", "Example, once it is there:", "  yardmaster serve --policy policy.yard"})
final class ServeCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine()
        .getErr()
        .println(
            "The gateway is not built yet; it comes next.\n"
                + "Maybe use `yardmaster decide` to ask a policy, or `yardmaster export` to hand it"
                + " on.");
    return Main.FAILED;
  }
}
