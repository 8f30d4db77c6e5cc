package org.yardmaster.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Plan;

/** What was served since the start, by candidate and by task, for the status page. */
final class TrafficTotals implements CallEvent.Listener {
  /** Upper bounds of latencies, each a quarter above the one before: 0.1 ms to some ten minutes. */
  private static final double[] BOUNDS = bounds();

  private final Map<String, Sum> byCandidate = new TreeMap<>();
  private final Map<String, Sum> byTask = new TreeMap<>();
  private final Sum all = new Sum();
  private long refused;
  private long failed;

  private static double[] bounds() {
    double[] bounds = new double[70];
    double millis = 0.1;
    for (int index = 0; index < bounds.length; index++) {
      bounds[index] = millis;
      millis *= 1.25;
    }
    return bounds;
  }

  /** A running sum. */
  private static final class Sum {
    private long calls;
    private long simulated;
    private long costNano;
    private long comparedNano;
    private long referenceNano;
    private long simulatedNano;
    private long simulatedReferenceNano;
    private final long[] latencies = new long[BOUNDS.length + 1];

    void add(UsageRecord record, long nanos) {
      calls++;
      int at = Arrays.binarySearch(BOUNDS, nanos / 1e6);
      latencies[at < 0 ? -at - 1 : at]++;
      if (!(record.cost() instanceof Cost.Known(long cost))) {
        return;
      }
      boolean known = record.reference().cost() instanceof Cost.Known;
      long reference = record.reference().cost() instanceof Cost.Known(long nano) ? nano : 0;
      if (record.served().simulated()) {
        simulated++;
        simulatedNano += known ? cost : 0;
        simulatedReferenceNano += reference;
      } else {
        comparedNano += known ? cost : 0;
        referenceNano += reference;
      }
      costNano += cost;
    }

    Total total(String name) {
      return new Total(
          name,
          calls,
          simulated,
          costNano,
          referenceNano - comparedNano,
          simulatedReferenceNano - simulatedNano,
          quantile(0.5),
          quantile(0.99));
    }

    /** The upper bound of the bucket in which it lies. */
    private double quantile(double share) {
      long rank = (long) Math.ceil(share * calls);
      long seen = 0;
      for (int index = 0; index < latencies.length; index++) {
        seen += latencies[index];
        if (seen >= rank && seen > 0) {
          return BOUNDS[Math.min(index, BOUNDS.length - 1)];
        }
      }
      return 0;
    }
  }

  /**
   * A sum.
   *
   * @param simulated calls among them that no language model answered
   * @param savedNano reference cost minus cost, of real calls
   * @param simulatedSavedNano the same of simulated ones: no saving
   * @param p50Millis rounded up by at most a quarter, 0 without calls
   * @param p99Millis likewise
   */
  record Total(
      String name,
      long calls,
      long simulated,
      long costNano,
      long savedNano,
      long simulatedSavedNano,
      double p50Millis,
      double p99Millis) {}

  /** Everything at one moment. */
  record Snapshot(
      Total all, List<Total> byCandidate, List<Total> byTask, long refused, long failed) {
    Snapshot {
      byCandidate = List.copyOf(byCandidate);
      byTask = List.copyOf(byTask);
    }
  }

  @Override
  public synchronized void finished(CallEvent event) {
    if (event.record().isEmpty()) {
      refused += event.status() < 500 && event.status() >= 400 ? 1 : 0;
      failed += event.status() >= 500 ? 1 : 0;
      return;
    }
    UsageRecord record = event.record().get();
    String task = event.plan().map(Plan::task).orElse("");
    all.add(record, event.totalNanos());
    byCandidate
        .computeIfAbsent(record.served().candidate(), unused -> new Sum())
        .add(record, event.totalNanos());
    byTask.computeIfAbsent(task, unused -> new Sum()).add(record, event.totalNanos());
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(all.total(""), totals(byCandidate), totals(byTask), refused, failed);
  }

  private static List<Total> totals(Map<String, Sum> sums) {
    List<Total> totals = new ArrayList<>();
    sums.forEach((name, sum) -> totals.add(sum.total(name)));
    return totals;
  }
}
