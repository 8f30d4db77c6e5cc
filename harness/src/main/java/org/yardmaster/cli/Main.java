package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import org.yardmaster.provenance.Release;
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
      "Exit codes: 0 done, 1 failed, 2 wrong usage. Set YARDMASTER_DEBUG=1 for stack",
      "traces."
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
      NotebookCommand.class,
      CompletionCommand.class,
      ManualCommand.class,
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
    return commandLine().setOut(out).setErr(messages).execute(arguments);
  }

  /** All verbs, not yet given a line. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionStrategy(new VerbOrder())
        .setExecutionExceptionHandler(Faults::explain)
        .setParameterExceptionHandler(WrongUse::explain)
        .registerConverter(LocalDate.class, WrongUse::day)
        .registerConverter(ZoneId.class, WrongUse::zone)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
