package org.yardmaster.cli;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Command lines that ask for what cannot be: exit code 2, and a few lines of what to do. */
final class WrongUse {
  private WrongUse() {}

  /** Tells what is wrong; the whole help would bury it, but where a verb is missing it helps. */
  static int explain(ParameterException fault, String[] ignored) {
    CommandLine command = fault.getCommandLine();
    PrintWriter messages = command.getErr();
    String wrong = String.valueOf(fault.getMessage());
    messages.println(wrong);
    boolean suggested = UnmatchedArgumentException.printSuggestions(fault, messages);
    boolean noVerb = wrong.startsWith("Missing required subcommand");
    if (noVerb) {
      command.usage(messages);
    } else if (!suggested) {
      messages.printf("Maybe see `%s --help`.%n", command.getCommandSpec().qualifiedName());
    }
    messages.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * Reads a value of the command line.
   *
   * @throws ParameterException where the reader finds it wrong
   */
  static <T> T value(CommandSpec spec, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException fault) {
      throw new TypeConversionException(
          "found (%s); expected a day such as 2026-11-01".formatted(text));
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException fault) {
      throw new TypeConversionException(
          "found (%s); expected a time zone such as UTC or Europe/Vienna".formatted(text));
    }
  }
}
