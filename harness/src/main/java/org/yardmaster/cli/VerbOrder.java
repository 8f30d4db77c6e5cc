package org.yardmaster.cli;

import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs the last verb of a line, and refuses options of the verbs before it: nobody would read them.
 */
final class VerbOrder implements IExecutionStrategy {
  private final RunLast runLast = new RunLast();

  @Override
  public int execute(ParseResult parsed) throws ExecutionException, ParameterException {
    for (ParseResult verb = parsed; verb.hasSubcommand(); verb = verb.subcommand()) {
      for (OptionSpec option : verb.matchedOptions()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          throw new ParameterException(
              verb.commandSpec().commandLine(),
              "Option %s stands before the verb %s, which does not read it there.\nMaybe put it behind, if %s has such an option."
                  .formatted(
                      option.longestName(),
                      verb.subcommand().commandSpec().name(),
                      verb.subcommand().commandSpec().name()));
        }
      }
    }
    return runLast.execute(parsed);
  }
}
