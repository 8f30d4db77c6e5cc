package org.yardmaster.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.PolicyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster export}. */
@Command(
    name = "export",
    description = "Hand a policy on: checks it and writes it in another place or format.",
    footer = {"", "Example:", "  yardmaster export --policy policy.yard --to yard --out copy.yard"})
final class ExportCommand implements Callable<Integer> {
  /** What a policy can be written as. */
  enum Format {
    YARD
  }

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Policy file.")
  Path policyFile = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      defaultValue = "YARD",
      description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Format format = Format.YARD;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
  Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    Policy policy = PolicyFile.read(policyFile);
    switch (format) {
      case YARD -> PolicyFile.write(policy, out);
    }
    String digest = PolicyFile.digest(PolicyFile.write(policy), out.toString());
    if (json.wanted) {
      spec.commandLine()
          .getOut()
          .println(
              JsonOption.pretty(
                  JsonOption.object()
                      .put("file", out.toString())
                      .put("format", "yard")
                      .put("digest", digest)
                      .put("simulated", policy.simulated())));
    } else {
      spec.commandLine().getOut().printf("%s (digest %.16s)%n", out, digest);
    }
    return 0;
  }
}
