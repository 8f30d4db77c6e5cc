package org.yardmaster.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yardmaster completion}. */
@Command(
    name = "completion",
    description = "Print the script by which bash and zsh complete verbs, options and values.",
    footer = {
      "",
      "Examples:",
      "  # in this shell, or in ~/.bashrc or ~/.zshrc",
      "  source <(yardmaster completion)",
      "  yardmaster completion > ~/.local/share/bash-completion/completions/yardmaster",
      "",
      "It completes the command `yardmaster`: put the launcher, or a link to it, on",
      "the PATH. In ~/.zshrc the line belongs behind `autoload -Uz compinit &&",
      "compinit`."
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    out.flush();
    return 0;
  }
}
