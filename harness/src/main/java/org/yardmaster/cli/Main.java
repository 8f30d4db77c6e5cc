package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
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
    })
public final class Main {
  private static final List<Class<?>> VERBS =
      List.of(
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
          HelpCommand.class);

  /** Verbs that speak of all the others. */
  private static final Set<String> KNOW_ALL = Set.of("help", "completion", "manual");

  /** What the user asked for was not done. */
  static final int FAILED = 1;

  /** Ended in its middle, it would leave a temporary file behind. */
  private static final long LONGEST_PREPARATION_MILLIS = 2_000;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread preparation =
        Thread.ofPlatform().daemon().name("preparation").unstarted(ServeCommand::prepare);
    if (arguments.length > 0 && arguments[0].equals(name(ServeCommand.class))) {
      preparation.start();
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, messages, arguments);
    out.flush();
    messages.flush();
    preparation.join(LONGEST_PREPARATION_MILLIS);
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
    return commandLine(verbs(arguments)).setOut(out).setErr(messages).execute(arguments);
  }

  /** The verb that a line begins with, where it needs no other: reading all of them takes time. */
  private static List<Class<?>> verbs(String... arguments) {
    return VERBS.stream()
        .filter(verb -> arguments.length > 0 && name(verb).equals(arguments[0]))
        .filter(verb -> !KNOW_ALL.contains(name(verb)))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(VERBS);
  }

  private static String name(Class<?> verb) {
    return verb.getAnnotation(Command.class).name();
  }

  /** All verbs, not yet given a line. */
  static CommandLine commandLine() {
    return commandLine(VERBS);
  }

  private static CommandLine commandLine(List<Class<?>> verbs) {
    CommandLine line = new CommandLine(new Main());
    verbs.forEach(verb -> line.addSubcommand(verb));
    return line.setExecutionStrategy(new VerbOrder())
        .setExecutionExceptionHandler(Faults::explain)
        .setParameterExceptionHandler(WrongUse::explain)
        .registerConverter(LocalDate.class, WrongUse::day)
        .registerConverter(ZoneId.class, WrongUse::zone)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
