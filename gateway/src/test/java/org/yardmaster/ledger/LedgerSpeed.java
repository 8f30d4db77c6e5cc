package org.yardmaster.ledger;

import static org.yardmaster.ledger.Money.claim;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Hold;
import org.yardmaster.budget.Limit;
import org.yardmaster.ledger.place.LedgerPlace;
import org.yardmaster.ledger.postgresql.Throwaway;
import org.yardmaster.ledger.sqlite.Durability;
import org.yardmaster.ledger.sqlite.SqliteLedger;

/**
 * Requests per second that a ledger admits and settles, each with three limits, a usage record and
 * the check of its key. Usage: {@code LedgerSpeed FOLDER REQUESTS PROCESSES [URL]}; concurrency 1,
 * 16, 64 and 256 in both durabilities of SQLite and, where there is a URL, on PostgreSQL, in one
 * run. With several processes each makes its share at 64, after as many on a ledger of its own.
 */
public final class LedgerSpeed {
  private static final long NANOS = 1_000_000_000;
  private static final String WARM = "warm";
  private static final List<Limit> LIMITS =
      Money.limits("900000000/total", "900000000/day key=*", "900000000/month model=*");

  private final int requests;
  private final int processes;

  private LedgerSpeed(int requests, int processes) {
    this.requests = requests;
    this.processes = processes;
  }

  /** Opens a ledger that nobody has used before, by a name. */
  private interface Opener {
    Ledger open(String name);
  }

  public static void main(String[] arguments) throws Exception {
    int requests = Integer.parseInt(arguments[1]);
    if (arguments.length == 5) {
      shareOf(requests, arguments[4]);
      return;
    }
    Path folder = Path.of(arguments[0]);
    LedgerSpeed speed = new LedgerSpeed(requests, Integer.parseInt(arguments[2]));
    speed.measure("SQLite", 1, name -> SqliteLedger.open(folder.resolve(name)));
    speed.measure(
        "SQLite, synced", 4, name -> SqliteLedger.open(folder.resolve(name), Durability.POWER));
    speed.shared("SQLite", folder.resolve("shared.db").toString());
    if (arguments.length == 4) {
      String url = arguments[3] + "?currentSchema=";
      speed.measure("PostgreSQL", 4, name -> Throwaway.open(url + name));
      speed.shared("PostgreSQL", url + "shared");
    }
  }

  private void measure(String label, int fraction, Opener opener) throws Exception {
    for (int concurrency : new int[] {16, 1, 16, 64, 256}) {
      try (Ledger ledger = opener.open("speed_%d_%d".formatted(concurrency, System.nanoTime()))) {
        run(label + ", one process", ledger, requests / fraction, concurrency);
      }
    }
  }

  /** Warms up on a ledger of its own, says so, and waits to be sent to the one of all. */
  private static void shareOf(int requests, String place) throws Exception {
    String own = place + "_" + ProcessHandle.current().pid();
    try (Ledger ledger = open(own)) {
      run("warming up", ledger, requests, 64);
    }
    try (Ledger ledger = open(place)) {
      System.out.println(WARM);
      System.in.read();
      run("a process of several", ledger, requests, 64);
    }
  }

  private static Ledger open(String place) throws IOException {
    return LedgerPlace.read(place, Path.of("")).openOrCreate(Throwaway::environment);
  }

  private static void run(String label, Ledger ledger, int requests, int concurrency)
      throws Exception {
    IssuedKey key = ledger.keys().create("speed", KeyTerms.OPEN, Money.AT);
    long[] nanos = new long[requests];
    AtomicInteger next = new AtomicInteger();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < concurrency; thread++) {
        running.add(threads.submit(() -> work(ledger, key, nanos, next)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    print(label, concurrency, nanos, System.nanoTime() - start, cpuNanos() - cpu);
  }

  private static void work(Ledger ledger, IssuedKey key, long[] nanos, AtomicInteger next) {
    for (int at = next.getAndIncrement(); at < nanos.length; at = next.getAndIncrement()) {
      long start = System.nanoTime();
      String id = "r-%d-%d".formatted(ProcessHandle.current().pid(), at);
      Instant now = Money.AT.plusNanos(at);
      ledger.authenticate(key.token().reveal(), now);
      Admission admission =
          ledger
              .budgets()
              .reserve(new Hold(id, List.of(claim("large", 10)), LIMITS, now, now.plusSeconds(60)));
      if (!(admission instanceof Admission.Reserved)) {
        throw new IllegalStateException("refused: " + admission);
      }
      ledger
          .budgets()
          .settle(new Bill(id, List.of(claim("large", 4)), List.of(Records.record(id, now)), now));
      nanos[at] = System.nanoTime() - start;
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String label, int concurrency, long[] nanos, long wall, long cpu) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-27s concurrency %3d: %,7.0f requests/s (reserve + settle), p50 %.2f ms, p99 %.2f"
            + " ms, %.0f us CPU each%n",
        label,
        concurrency,
        nanos.length * 1.0 * NANOS / wall,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        cpu / 1e3 / nanos.length);
  }

  /** Several processes on one ledger. */
  private void shared(String label, String place) throws IOException, InterruptedException {
    open(place).close();
    System.out.printf("%s, %d processes:%n", label, processes);
    List<Process> running = new ArrayList<>();
    for (int number = 0; number < processes; number++) {
      running.add(
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "--enable-native-access=ALL-UNNAMED",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LedgerSpeed.class.getName(),
                  "",
                  Integer.toString(requests / processes),
                  "1",
                  "",
                  place)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    for (Process process : running) {
      String line = process.inputReader().readLine();
      while (line != null && !line.equals(WARM)) {
        line = process.inputReader().readLine();
      }
    }
    for (Process process : running) {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }
    for (Process process : running) {
      process.inputReader().lines().forEach(System.out::println);
      process.waitFor();
    }
  }
}
