package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.yardmaster.ledger.LedgerException;
import org.yardmaster.load.BadInputException;
import org.yardmaster.policyfile.PolicyFileException;
import org.yardmaster.provenance.Release;
import org.yardmaster.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** Entry point: {@code yardmaster VERB ...}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "yardmaster",
    mixinStandardHelpOptions = true,
    version = "Yardmaster " + Release.VERSION,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "VERB",
    description = "Which model should answer which prompt, and what does that save?",
    footer = {
      "",
      "A first look, without any key:",
      "  yardmaster demo",
      "Real outcomes:",
      "  yardmaster import routellm PATH --db lab.duckdb",
      "  yardmaster evaluate --dataset routellm-mmlu --db lab.duckdb",
      "Every verb explains itself: yardmaster VERB --help",
      "Exit codes: 0 done, 1 failed, 2 wrong usage. Set YARDMASTER_DEBUG=1 for stack traces."
    },
    subcommands = {
      DemoCommand.class,
      ImportCommand.class,
      DatasetsCommand.class,
      PricesCommand.class,
      StatusCommand.class,
      ReplayCommand.class,
      GradeCommand.class,
      JudgeCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ReportCommand.class,
      DecideCommand.class,
      ExportCommand.class,
      BenchCommand.class,
      ServeCommand.class,
      KeysCommand.class,
      UsageCommand.class,
      HelpCommand.class
    })
public final class Main {
  /** What the user asked for was not done. */
  static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, messages, arguments);
    out.flush();
    messages.flush();
    System.exit(code);
  }

  /**
   * Runs one command line.
   *
   * @param out takes results and nothing else
   * @param messages takes progress and errors
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter messages, String... arguments) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(messages)
        .setExecutionStrategy(new VerbOrder())
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .execute(arguments);
  }

  private static int explain(
      Exception fault, CommandLine command, CommandLine.ParseResult ignored) {
    command.getErr().println(message(fault));
    if (System.getenv("YARDMASTER_DEBUG") != null) {
      fault.printStackTrace(command.getErr());
    }
    return FAILED;
  }

  private static String message(Exception fault) {
    boolean expected =
        fault instanceof StoreException
            || fault instanceof LedgerException
            || fault instanceof BadInputException
            || fault instanceof PolicyFileException
            || fault instanceof IllegalArgumentException;
    return expected
        ? String.valueOf(fault.getMessage())
        : "%s: %s\nMaybe run again with YARDMASTER_DEBUG=1 and report what it prints."
            .formatted(fault.getClass().getSimpleName(), fault.getMessage());
  }
}
