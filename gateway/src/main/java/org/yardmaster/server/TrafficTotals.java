package org.yardmaster.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Draw;
import org.yardmaster.routing.Plan;

/**
 * What was served since the start, by candidate, task and arm of an experiment, and what a shadow
 * would have chosen, for the status page.
 */
final class TrafficTotals implements CallEvent.Listener {
  /** Upper bounds of latencies, each a quarter above the one before: 0.1 ms to some ten minutes. */
  private static final double[] BOUNDS = bounds();

  private final Map<String, Sum> byCandidate = new TreeMap<>();
  private final Map<String, Sum> byTask = new TreeMap<>();
  private final Map<String, Sum> byArm = new TreeMap<>();
  private final Map<String, long[]> choices = new TreeMap<>();
  private String shadowDigest = "";
  private long agreed;
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

  /**
   * How often a candidate was preferred.
   *
   * @param acting by the policy that is followed
   * @param shadow by the one that is not
   */
  record Choice(String candidate, long acting, long shadow) {}

  /**
   * What a shadow decided since it is the shadow.
   *
   * @param digest of its policy; empty when there was none
   * @param agreed decisions in which both preferred the same candidate
   */
  record Shadowed(String digest, long decisions, long agreed, List<Choice> choices) {
    Shadowed {
      choices = List.copyOf(choices);
    }
  }

  /** Everything at one moment. */
  record Snapshot(
      Total all,
      List<Total> byCandidate,
      List<Total> byTask,
      List<Total> byArm,
      Shadowed shadow,
      long refused,
      long failed) {
    Snapshot {
      byCandidate = List.copyOf(byCandidate);
      byTask = List.copyOf(byTask);
      byArm = List.copyOf(byArm);
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
    event.plan().map(Plan::draw).ifPresent(draw -> compared(draw, record, event.totalNanos()));
  }

  private void compared(Draw draw, UsageRecord record, long nanos) {
    if (!draw.arm().isEmpty()) {
      byArm.computeIfAbsent(draw.arm(), unused -> new Sum()).add(record, nanos);
    }
    draw.shadow().ifPresent(other -> shadowed(draw.preferred(), other));
  }

  private void shadowed(String preferred, Draw.Shadow other) {
    if (!other.policyDigest().equals(shadowDigest)) {
      shadowDigest = other.policyDigest();
      choices.clear();
      agreed = 0;
    }
    choices.computeIfAbsent(preferred, unused -> new long[2])[0]++;
    choices.computeIfAbsent(other.candidate(), unused -> new long[2])[1]++;
    agreed += other.candidate().equals(preferred) ? 1 : 0;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(
        all.total(""),
        totals(byCandidate),
        totals(byTask),
        totals(byArm),
        shadow(),
        refused,
        failed);
  }

  private Shadowed shadow() {
    List<Choice> list = new ArrayList<>();
    choices.forEach((candidate, both) -> list.add(new Choice(candidate, both[0], both[1])));
    long decisions = list.stream().mapToLong(Choice::acting).sum();
    return new Shadowed(shadowDigest, decisions, agreed, list);
  }

  private static List<Total> totals(Map<String, Sum> sums) {
    List<Total> totals = new ArrayList<>();
    sums.forEach((name, sum) -> totals.add(sum.total(name)));
    return totals;
  }
}
