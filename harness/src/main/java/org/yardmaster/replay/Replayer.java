package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.Prompt;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.Call;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Reply;

/**
 * Makes every call of a spec that is not recorded yet, each on a virtual thread of its own, and
 * records graded and priced outcomes. The calling thread admits calls in the order of the plan; so
 * which calls a spending limit lets through depends on their costs, never on scheduling. The order
 * in which outcomes reach the sink does depend on it.
 */
public final class Replayer {
  private final ModelClient client;
  private final Graders graders;
  private final PriceBook prices;
  private final OutcomeSink sink;
  private final ReplayListener listener;
  private final Clock clock;

  /**
   * A replayer over these parts.
   *
   * @param clock tells the day whose prices apply
   */
  public Replayer(
      ModelClient client,
      Graders graders,
      PriceBook prices,
      OutcomeSink sink,
      ReplayListener listener,
      Clock clock) {
    this.client = requireNonNull(client, "client is null");
    this.graders = requireNonNull(graders, "graders is null");
    this.prices = requireNonNull(prices, "prices is null");
    this.sink = requireNonNull(sink, "sink is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Runs a spec to its end. Blocks; an interrupt stops new calls, waits for those in flight and
   * leaves the thread interrupted.
   *
   * @throws IllegalArgumentException when the spec names another data set or an unknown candidate,
   *     or limits the spending of a candidate without a price
   * @throws RuntimeException of the client, the sink or the listener; no call is started after it,
   *     and what the sink accepted stays recorded
   */
  public ReplayResult run(ReplaySpec spec, Dataset dataset, List<Candidate> candidates) {
    ReplayPlan plan = ReplayPlan.of(spec, dataset, candidates);
    CallPrices costs = new CallPrices(plan.candidates(), prices, LocalDate.now(clock));
    requirePrices(spec, plan, costs);
    EarlierSpend earlier = sink.earlierSpend(spec.datasetId(), Set.copyOf(spec.candidateIds()));
    Set<String> recorded = sink.recordedKeys(spec.datasetId());
    int missing = (int) plan.missing(recorded).count();
    Recorder recorder =
        new Recorder(sink, listener, plan.size(), plan.size() - missing, plan.candidates());
    Run run = new Run(spec, costs, recorder, spentBefore(spec, dataset, plan, costs, earlier));
    return run.complete(plan.missing(recorded).iterator(), earlier.foundInFlight());
  }

  /**
   * Makes exactly these calls, whatever is recorded already and whatever they cost: their spending
   * was reserved by whoever planned them. Otherwise as {@link #run}.
   *
   * @param spec how each is made; its limit and order play no part
   */
  public ReplayResult make(ReplaySpec spec, List<PlannedCall> calls) {
    List<Candidate> candidates = calls.stream().map(PlannedCall::candidate).distinct().toList();
    CallPrices costs = new CallPrices(candidates, prices, LocalDate.now(clock));
    Recorder recorder = new Recorder(sink, listener, calls.size(), 0, candidates);
    ReplaySpec reserved = spec.withMaxSpendNanoUsd(ReplaySpec.NO_LIMIT);
    return new Run(reserved, costs, recorder, 0).complete(calls.iterator(), 0);
  }

  /** Known costs, plus the worst case of every call that nobody knows the cost of. */
  private static long spentBefore(
      ReplaySpec spec, Dataset dataset, ReplayPlan plan, CallPrices costs, EarlierSpend earlier) {
    if (earlier.uncertain().isEmpty()) {
      return earlier.knownNanoUsd();
    }
    Map<String, Prompt> prompts = new HashMap<>();
    dataset.samples().forEach(sample -> prompts.put(sample.id(), sample.prompt()));
    Map<String, Candidate> candidates = new HashMap<>();
    plan.candidates().forEach(candidate -> candidates.put(candidate.id(), candidate));
    long sum = earlier.knownNanoUsd();
    for (EarlierSpend.Uncertain call : earlier.uncertain()) {
      Candidate candidate = candidates.get(call.candidateId());
      Prompt prompt = prompts.get(call.sampleId());
      if (candidate != null && prompt != null) {
        sum += costs.worstNano(candidate, prompt, spec.maxOutputTokens()).orElse(0L);
      }
    }
    return sum;
  }

  private static void requirePrices(ReplaySpec spec, ReplayPlan plan, CallPrices costs) {
    List<String> unpriced =
        plan.candidates().stream()
            .filter(candidate -> !costs.known(candidate))
            .map(Candidate::id)
            .toList();
    if (spec.limited() && !unpriced.isEmpty()) {
      throw new IllegalArgumentException(
          "Spending cannot be limited for candidates without a price: %s.%nMaybe add their prices, or leave them out."
              .formatted(unpriced));
    }
  }

  /** One run: its limits and its first fault. */
  private final class Run {
    private final ReplaySpec spec;
    private final CallPrices costs;
    private final Recorder recorder;
    private final SpendCap cap;
    private final Semaphore places;
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final Map<String, String> stopped = new ConcurrentHashMap<>();

    Run(ReplaySpec spec, CallPrices costs, Recorder recorder, long spentBefore) {
      this.spec = spec;
      this.costs = costs;
      this.recorder = recorder;
      this.cap = new SpendCap(spec.maxSpendNanoUsd(), spentBefore);
      this.places = new Semaphore(spec.concurrency());
    }

    /** Makes the calls, waits for the last and tells how it went. */
    ReplayResult complete(Iterator<PlannedCall> calls, int foundInFlight) {
      ReplayResult.Ending ending;
      try (recorder) {
        ending = admitAll(calls);
      }
      rethrowFault();
      sink.allEnded();
      return new ReplayResult(
          stopped.isEmpty() || ending != ReplayResult.Ending.COMPLETE
              ? ending
              : ReplayResult.Ending.CANDIDATES_STOPPED,
          recorder.progress(),
          stopped,
          foundInFlight);
    }

    /** Starts calls in order until all are made or one may not be; returns when none is open. */
    private ReplayResult.Ending admitAll(Iterator<PlannedCall> calls) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        while (calls.hasNext()) {
          PlannedCall call = calls.next();
          if (stopped.containsKey(call.candidate().id())) {
            continue;
          }
          long worst =
              costs
                  .worstNano(call.candidate(), call.sample().prompt(), spec.maxOutputTokens())
                  .orElse(0L);
          places.acquire();
          boolean affordable = cap.reserve(worst);
          if (fault.get() != null || recorder.failure().isPresent()) {
            break;
          }
          if (!affordable) {
            return ReplayResult.Ending.SPEND_LIMIT;
          }
          threads.execute(() -> make(call, worst));
        }
        return ReplayResult.Ending.COMPLETE;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return ReplayResult.Ending.INTERRUPTED;
      }
    }

    private void make(PlannedCall planned, long worst) {
      long spent = worst;
      try {
        Outcome outcome = outcome(planned);
        if (outcome.cost() instanceof Cost.Known(long nanoUsd)) {
          spent = nanoUsd;
        }
        try {
          sink.ended(outcome);
        } finally {
          recorder.record(outcome);
        }
      } catch (RuntimeException | Error broken) {
        fault.compareAndSet(null, broken);
      } finally {
        cap.settle(worst, spent);
        places.release();
      }
    }

    private Outcome outcome(PlannedCall planned) {
      Call call =
          new Call(
              planned.candidate(),
              planned.sample().prompt(),
              planned.trial(),
              spec.maxOutputTokens(),
              spec.deadline());
      sink.starting(spec.datasetId(), planned);
      Reply reply = client.call(call);
      stopWhereHopeless(planned.candidate(), reply);
      return new Outcome(
          spec.datasetId(),
          planned.sample().id(),
          planned.candidate().id(),
          planned.trial(),
          reply.completion(),
          graders.grade(planned.sample().target(), reply.completion()),
          reply
              .charged()
              .<Cost>map(paid -> paid)
              .orElseGet(() -> costs.cost(planned.candidate(), reply.completion().usage())),
          reply.latency());
    }

    /**
     * A refused key, an empty account or an unknown address or model fails every later call too.
     */
    private void stopWhereHopeless(Candidate candidate, Reply reply) {
      if (reply.completion() instanceof Completion.Failed failed
          && (failed.fault() == Fault.UNAUTHORISED
              || failed.fault() == Fault.BUDGET
              || reply.status().orElse(0) == 404)) {
        stopped.putIfAbsent(candidate.id(), failed.message());
      }
    }

    private void rethrowFault() {
      Throwable first = fault.get() == null ? recorder.failure().orElse(null) : fault.get();
      switch (first) {
        case null -> {}
        case RuntimeException exception -> throw exception;
        case Error error -> throw error;
        default -> throw new IllegalStateException("A call was broken off.", first);
      }
    }
  }
}
