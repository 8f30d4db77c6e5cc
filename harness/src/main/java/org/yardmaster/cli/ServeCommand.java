package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.journal.Journal;
import org.yardmaster.journal.JournalSpec;
import org.yardmaster.ledger.InMemoryLedger;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import org.yardmaster.server.GatewayServer;
import org.yardmaster.server.LogLines;
import org.yardmaster.server.StateSource;
import org.yardmaster.upstream.HttpUpstream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster serve}. */
@Command(
    name = "serve",
    description = "Serve a policy as a gateway: one endpoint, many models.",
    footer = {
      "",
      "Examples:",
      "  yardmaster serve --policy policy.yard --config gateway.yaml",
      "  yardmaster demo && yardmaster serve --policy yardmaster-demo/policy.yard   (simulated, no"
          + " key)",
      "Then, with any OpenAI client and base URL http://127.0.0.1:8080/v1:",
      "  curl http://127.0.0.1:8080/v1/chat/completions -H 'content-type: application/json' \\",
      "    -d '{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\":"
          + " \"Hello\"}]}'",
      "",
      "It listens on loopback unless the file says otherwise. Ctrl-C drains and stops."
    })
final class ServeCommand implements Callable<Integer> {
  /** Kept, or else its level would be forgotten. */
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Policy file.")
  Path policyFile = Path.of("");

  @Option(names = "--config", paramLabel = "FILE", description = "What to serve: gateway.yaml.")
  Optional<Path> configFile = Optional.empty();

  @Option(
      names = "--decide-only",
      description =
          "Only decide, for other gateways: /v1/route, /v1/systemone, /v1/decisions, /v1/portkey.")
  boolean decideOnly;

  @Option(names = "--quiet", description = "No line per request on standard error.")
  boolean quiet;

  /** What takes long and depends on no argument, to be done while the command line is read. */
  static void prepare() {
    SqliteLedger.loadLibrary();
  }

  @Override
  public Integer call() throws InterruptedException {
    long start = System.nanoTime();
    HELIDON.setLevel(Level.WARNING);
    Clock clock = Clock.systemUTC();
    try (HttpUpstream network = new HttpUpstream()) {
      StateSource source =
          new StateSource(policyFile, configFile, network, LedgerOption::environment, clock);
      serve(source, clock, start);
    }
    return 0;
  }

  private void serve(StateSource source, Clock clock, long start) throws InterruptedException {
    GatewayConfig config = source.config();
    Optional<Journal> journal = journal(config, clock);
    try {
      serve(source, clock, config, journal, start);
    } finally {
      journal.ifPresent(Journal::close);
    }
  }

  private void serve(
      StateSource source, Clock clock, GatewayConfig config, Optional<Journal> journal, long start)
      throws InterruptedException {
    PrintWriter messages = spec.commandLine().getErr();
    try (Ledger ledger = ledger(config);
        LogLines log = log();
        GatewayServer server =
            GatewayServer.start(
                new GatewayServer.Setup(
                    source,
                    ledger,
                    clock,
                    journal,
                    decideOnly,
                    quiet ? line -> {} : log,
                    messages::println))) {
      announce(server, config, messages, start);
      CountDownLatch stop = new CountDownLatch(1);
      Thread hook = new Thread(() -> drain(server, messages, stop), "drain");
      Runtime.getRuntime().addShutdownHook(hook);
      HttpUpstream.loadTrust();
      stop.await();
    }
  }

  private static LogLines log() {
    return LogLines.to(System.err);
  }

  private static Optional<Journal> journal(GatewayConfig config, Clock clock) {
    return config
        .journal()
        .map(
            place ->
                Journal.open(
                    place.folder(),
                    place.texts() ? JournalSpec.STANDARD.withTexts() : JournalSpec.STANDARD,
                    clock));
  }

  private static Ledger ledger(GatewayConfig config) {
    if (config.ledger().isPresent()) {
      return config.ledger().get().openOrCreate(LedgerOption::environment);
    }
    if (config.keysRequired() || !config.limits().isEmpty() || config.payments().isPresent()) {
      throw new IllegalArgumentException(
          "Keys, limits and payments need a ledger, which the configuration does not name.%nMaybe add `ledger: ledger.sqlite` to it."
              .formatted());
    }
    return new InMemoryLedger();
  }

  private void announce(
      GatewayServer server, GatewayConfig config, PrintWriter messages, long start) {
    spec.commandLine().getOut().printf("http://%s:%d/v1%n", config.listen().host(), server.port());
    spec.commandLine().getOut().flush();
    server
        .simulated()
        .ifPresent(
            which ->
                messages.printf(
                    "Note: %s; no language model answers for those, no money is spent.%n", which));
    if (!server.missing().isEmpty()) {
      messages.printf(
          "Not configured, and so never asked: %s.%n", String.join(", ", server.missing()));
    }
    messages.printf("ready after %,d ms%n", (System.nanoTime() - start) / 1_000_000);
    messages.flush();
  }

  private static void drain(GatewayServer server, PrintWriter messages, CountDownLatch stop) {
    messages.println("draining: running requests end, new ones are refused");
    messages.flush();
    server.close();
    stop.countDown();
  }
}
