package org.yardmaster.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;

/**
 * Takes outcomes from many threads and hands them to the sink in groups, from a thread of its own:
 * a group is whatever comes within {@value #GATHER_MILLIS} ms, at most {@value #GROUP}: a commit
 * costs the same for one as for many, and calls in flight feel it. The queue is bounded, so calls slow down rather than
 * pile up when the sink is slow. After a failed write nothing more is written.
 */
final class Recorder implements AutoCloseable {
  private static final int GROUP = 500;
  private static final int WAIT_MILLIS = 50;
  private static final int GATHER_MILLIS = 40;

  private final BlockingQueue<Outcome> queue = new ArrayBlockingQueue<>(4 * GROUP);
  private final OutcomeSink sink;
  private final ReplayListener listener;
  private final int planned;
  private final int alreadyRecorded;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Throwable failure;

  Recorder(
      OutcomeSink sink,
      ReplayListener listener,
      int planned,
      int alreadyRecorded,
      List<Candidate> candidates) {
    this.sink = sink;
    this.listener = listener;
    this.planned = planned;
    this.alreadyRecorded = alreadyRecorded;
    for (Candidate candidate : candidates) {
      tallies.put(candidate.id(), new Tally());
    }
    this.thread = Thread.ofPlatform().name("replay-recorder").start(this::run);
  }

  /** Hands over an outcome; waits while the queue is full, interrupted or not: a call is paid. */
  void record(Outcome outcome) {
    uninterruptibly(() -> queue.put(outcome));
  }

  /** What made a write or the listener fail, if anything. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Writes what is left and stops; progress is final afterwards. */
  @Override
  public void close() {
    closing = true;
    uninterruptibly(thread::join);
  }

  /** Everything recorded in this run; call it after {@link #close}. */
  ReplayProgress progress() {
    List<CandidateProgress> candidates = new ArrayList<>();
    tallies.forEach((id, tally) -> candidates.add(tally.progress(id)));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return new ReplayProgress(planned, alreadyRecorded, elapsed, candidates);
  }

  private void run() {
    while (!closing || !queue.isEmpty()) {
      uninterruptibly(this::takeGroup);
    }
  }

  private void takeGroup() throws InterruptedException {
    Outcome first = queue.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    if (first != null) {
      List<Outcome> group = new ArrayList<>();
      group.add(first);
      if (!closing && queue.size() < GROUP) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS));
      }
      queue.drainTo(group, GROUP - 1);
      commit(group);
    }
  }

  private interface Waiting {
    void await() throws InterruptedException;
  }

  private static void uninterruptibly(Waiting waiting) {
    boolean interrupted = false;
    while (true) {
      try {
        waiting.await();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Outcome> group) {
    if (failure != null) {
      return;
    }
    try {
      sink.write(List.copyOf(group));
      group.forEach(this::count);
      listener.progress(progress());
    } catch (RuntimeException | Error fault) {
      failure = fault;
    }
  }

  private void count(Outcome outcome) {
    Tally tally = tallies.get(outcome.candidateId());
    if (tally != null) {
      tally.add(outcome);
    }
  }

  /** Running sums of one candidate; only the recorder's thread touches them. */
  private static final class Tally {
    private final LatencyHistogram latencies = new LatencyHistogram();
    private int done;
    private int failed;
    private long spentNanoUsd;
    private int unknownCosts;

    void add(Outcome outcome) {
      boolean answered = !(outcome.completion() instanceof Completion.Failed);
      done += answered ? 1 : 0;
      failed += answered ? 0 : 1;
      switch (outcome.cost()) {
        case Cost.Known(long nanoUsd) -> spentNanoUsd += nanoUsd;
        case Cost.Unknown unknown -> unknownCosts++;
      }
      if (answered && outcome.latency() instanceof Latency.Measured measured) {
        latencies.add(measured.totalNanos());
      }
    }

    CandidateProgress progress(String id) {
      Optional<CandidateProgress.Quantiles> quantiles =
          latencies.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new CandidateProgress.Quantiles(
                      Duration.ofNanos(latencies.quantileNanos(0.5)),
                      Duration.ofNanos(latencies.quantileNanos(0.95))));
      return new CandidateProgress(id, done, failed, spentNanoUsd, unknownCosts, quantiles);
    }
  }
}
