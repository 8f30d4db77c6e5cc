package org.yardmaster.ledger;

import static org.yardmaster.ledger.Money.AT;
import static org.yardmaster.ledger.Money.claim;
import static org.yardmaster.ledger.Money.hold;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Limit;

/**
 * A process that shares a ledger with others. It waits for a line on its input, so that all start
 * together, and tells on its output what the ledger promised it.
 */
final class LedgerProcess {
  private static final int THREADS = 50;

  private final Process process;
  private final BufferedReader output;

  private LedgerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a process that makes calls.
   *
   * @param name of the process, beginning of its request ids
   * @param settling whether calls end, or stay in flight for ever
   */
  static LedgerProcess start(
      Class<? extends LedgerOpener> opener,
      String place,
      String name,
      int calls,
      boolean settling) {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            LedgerProcess.class.getName(),
            opener.getName(),
            place,
            name,
            Integer.toString(calls),
            Boolean.toString(settling));
    try {
      return new LedgerProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Lets it run. */
  void go() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Its next line; empty at the end. */
  String line() {
    try {
      String line = output.readLine();
      return line == null ? "" : line;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Everything it still says. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  /** {@code kill -9}; what it said before can still be read. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** The limit that all processes share, in nano-dollars: 3,000 in total. */
  static List<Limit> limits() {
    return Money.limits("3000/total");
  }

  /** What every call may cost. */
  static final long HELD = 10;

  /** What every call does cost. */
  static final long ACTUAL = 4;

  public static void main(String[] arguments) throws Exception {
    LedgerOpener opener =
        Class.forName(arguments[0])
            .asSubclass(LedgerOpener.class)
            .getDeclaredConstructor()
            .newInstance();
    boolean settling = Boolean.parseBoolean(arguments[4]);
    try (Ledger ledger = opener.open(arguments[1])) {
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      input.readLine();
      run(ledger, arguments[2], Integer.parseInt(arguments[3]), settling);
      System.out.println("done");
      if (!settling) {
        input.readLine(); // until it is killed, or whoever started it is gone
      }
    }
  }

  private static void run(Ledger ledger, String name, int calls, boolean settling)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int call = 0; call < calls; call++) {
        String id = name + "-" + call;
        running.add(threads.submit(() -> call(ledger, id, settling)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  private static void call(Ledger ledger, String id, boolean settling) {
    Admission admission = ledger.budgets().reserve(hold(id, limits(), claim("large", HELD)));
    if (!(admission instanceof Admission.Reserved)) {
      System.out.println("refused " + id);
      return;
    }
    System.out.println("reserved " + id);
    if (settling) {
      ledger
          .budgets()
          .settle(
              new Bill(id, List.of(claim("large", ACTUAL)), List.of(Records.record(id, AT)), AT));
      System.out.println("settled " + id);
    }
  }
}
