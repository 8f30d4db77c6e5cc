package org.yardmaster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Reply;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedClient;

@Timeout(60)
final class ReplayerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

  private final InMemorySink sink = new InMemorySink();

  private ReplayResult run(ModelClient client, ReplaySpec spec, int samples) {
    return replayer(client, SmallData.PRICES, ReplayListener.silent())
        .run(spec, SmallData.of(samples), SmallData.BOTH);
  }

  private Replayer replayer(ModelClient client, PriceBook prices, ReplayListener listener) {
    return new Replayer(client, Graders.standard(), prices, sink, listener, CLOCK);
  }

  @Test
  void recordsEveryCallOnceWithGradeAndCost() {
    ReplayResult result = run(SmallData.CLIENT, SmallData.spec().withTrials(2), 30);
    assertThat(result.ending()).isEqualTo(ReplayResult.Ending.COMPLETE);
    assertThat(sink.outcomes()).hasSize(120);
    Outcome outcome = sink.outcomes().getFirst();
    assertThat(outcome.candidateId()).isEqualTo("cheap");
    assertThat(outcome.cost()).isInstanceOf(Cost.Known.class);
    assertThat(outcome.grade().grader()).isEqualTo("choice/1");
    assertThat(result.progress().done()).isEqualTo(120);
    assertThat(result.progress().left()).isZero();
    assertThat(result.progress().spentNanoUsd())
        .isEqualTo(sink.outcomes().stream().mapToLong(ReplayerTest::nano).sum());
  }

  private static long nano(Outcome outcome) {
    return outcome.cost() instanceof Cost.Known(long nanoUsd) ? nanoUsd : 0;
  }

  @Test
  void skipsWhatIsRecordedAlready() {
    run(SmallData.CLIENT, SmallData.spec(), 10);
    AtomicInteger calls = new AtomicInteger();
    ModelClient counting =
        call -> {
          calls.incrementAndGet();
          return SmallData.CLIENT.call(call);
        };
    ReplayResult again = run(counting, SmallData.spec(), 15);
    assertThat(calls).hasValue(10);
    assertThat(again.progress().alreadyRecorded()).isEqualTo(20);
    assertThat(again.progress().planned()).isEqualTo(30);
  }

  @Test
  void triesFailuresAgainAndKeepsAnswers() {
    ModelClient failing =
        call ->
            new Reply(
                new Completion.Failed(Fault.SERVER_ERROR, "503", Usage.Tokens.measured(12, 0)),
                new Latency.Unmeasured());
    ReplayResult first = run(failing, SmallData.spec(), 5);
    assertThat(first.progress().failed()).isEqualTo(10);
    assertThat(first.progress().done()).isZero();
    assertThat(first.progress().spentNanoUsd()).isPositive();
    ReplayResult second = run(SmallData.CLIENT, SmallData.spec(), 5);
    assertThat(second.progress().done()).isEqualTo(10);
    assertThat(sink.outcomes()).hasSize(10).noneMatch(ReplayerTest::failed);
    run(failing, SmallData.spec(), 5);
    assertThat(sink.outcomes()).noneMatch(ReplayerTest::failed);
  }

  private static boolean failed(Outcome outcome) {
    return outcome.completion() instanceof Completion.Failed;
  }

  @Test
  void resultsDoNotDependOnScheduling() {
    SimulatedCandidates cast = SimulatedCandidates.standard();
    SmallData data = SmallData.of(60);
    SimulatedClient client = new SimulatedClient(cast, data.samples(), 4);
    ReplaySpec spec =
        ReplaySpec.of("small", cast.candidates().stream().map(c -> c.id()).toList()).withTrials(2);
    List<List<Outcome>> runs = new ArrayList<>();
    for (int concurrency : new int[] {1, 64}) {
      InMemorySink fresh = new InMemorySink();
      new Replayer(
              client,
              Graders.standard(),
              new PriceBook(cast.prices()),
              fresh,
              ReplayListener.silent(),
              CLOCK)
          .run(spec.withConcurrency(concurrency), data, cast.candidates());
      runs.add(fresh.outcomes());
    }
    assertThat(runs.getFirst()).hasSize(60 * 2 * cast.candidates().size());
    assertThat(runs.getFirst()).isEqualTo(runs.getLast());
  }

  @Test
  void neverSpendsMoreThanTheLimitAndStopsAtTheSameCall() {
    ReplaySpec spec = SmallData.spec();
    long worst = worstNano(spec);
    long limit = 3 * worst;
    List<List<Outcome>> runs = new ArrayList<>();
    for (int concurrency : new int[] {1, 7, 1_000}) {
      InMemorySink fresh = new InMemorySink();
      ReplayResult result =
          new Replayer(
                  SmallData.CLIENT,
                  Graders.standard(),
                  SmallData.PRICES,
                  fresh,
                  ReplayListener.silent(),
                  CLOCK)
              .run(
                  spec.withMaxSpendNanoUsd(limit).withConcurrency(concurrency),
                  SmallData.of(2_000),
                  SmallData.BOTH);
      assertThat(result.ending()).isEqualTo(ReplayResult.Ending.SPEND_LIMIT);
      assertThat(result.progress().spentNanoUsd()).isBetween(limit - worst, limit);
      runs.add(fresh.outcomes());
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
  }

  private static long worstNano(ReplaySpec spec) {
    ReplayEstimate estimate =
        ReplayEstimate.of(
            spec,
            SmallData.of(1),
            SmallData.BOTH,
            SmallData.PRICES,
            CLOCK.instant().atZone(ZoneOffset.UTC).toLocalDate(),
            Set.of());
    return estimate.candidates().stream()
        .map(ReplayEstimate.CandidateEstimate::cost)
        .mapToLong(cost -> ((ReplayEstimate.CostRange.Between) cost).most())
        .max()
        .orElseThrow();
  }

  @Test
  void aLimitNeedsAPriceForEveryCandidate() {
    Replayer replayer = replayer(SmallData.CLIENT, PriceBook.empty(), ReplayListener.silent());
    assertThatThrownBy(
            () ->
                replayer.run(
                    SmallData.spec().withMaxSpendNanoUsd(1), SmallData.of(1), SmallData.BOTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[dear, cheap]");
  }

  @Test
  void aMissingPriceMakesTheCostUnknownNeverZero() {
    ReplayResult result =
        replayer(SmallData.CLIENT, PriceBook.empty(), ReplayListener.silent())
            .run(SmallData.spec(), SmallData.of(2), SmallData.BOTH);
    assertThat(sink.outcomes())
        .allMatch(outcome -> outcome.cost().equals(unpriced(outcome.candidateId())));
    assertThat(result.progress().candidates()).allMatch(one -> one.unknownCosts() == 2);
  }

  private static Cost unpriced(String candidateId) {
    return new Cost.Unknown("no price for model %s-model".formatted(candidateId));
  }

  @Test
  void keepsConcurrencyWithinItsBound() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ModelClient slow =
        call -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          LockSupport.parkNanos(1_000);
          open.decrementAndGet();
          return SmallData.CLIENT.call(call);
        };
    run(slow, SmallData.spec().withConcurrency(3), 200);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void writesInGroupsAndReportsWhatIsRecorded() {
    List<ReplayProgress> heard = new ArrayList<>();
    replayer(
            SmallData.CLIENT,
            SmallData.PRICES,
            progress -> {
              assertThat(sink.outcomes()).hasSize(progress.done());
              heard.add(progress);
            })
        .run(SmallData.spec(), SmallData.of(1_000), SmallData.BOTH);
    assertThat(heard).hasSizeLessThan(1_000);
    assertThat(heard.getLast().done()).isEqualTo(2_000);
    assertThat(heard.getLast().candidates())
        .extracting(CandidateProgress::candidateId)
        .containsExactly("dear", "cheap");
  }

  @Test
  void aSinkThatFailsStopsTheRun() {
    AtomicInteger calls = new AtomicInteger();
    OutcomeSink full =
        new OutcomeSink() {
          @Override
          public Set<String> recordedKeys(String datasetId) {
            return Set.of();
          }

          @Override
          public EarlierSpend earlierSpend(String datasetId, Set<String> candidateIds) {
            return EarlierSpend.none();
          }

          @Override
          public void starting(String datasetId, PlannedCall call) {}

          @Override
          public void ended(Outcome outcome) {}

          @Override
          public void allEnded() {}

          @Override
          public void write(List<Outcome> outcomes) {
            throw new IllegalStateException("disk full");
          }
        };
    ModelClient counting =
        call -> {
          calls.incrementAndGet();
          return SmallData.CLIENT.call(call);
        };
    Replayer replayer =
        new Replayer(
            counting, Graders.standard(), SmallData.PRICES, full, ReplayListener.silent(), CLOCK);
    assertThatThrownBy(() -> replayer.run(SmallData.spec(), SmallData.of(100_000), SmallData.BOTH))
        .hasMessage("disk full");
    assertThat(calls.get()).isLessThan(200_000);
  }

  @Test
  void aClientThatThrowsStopsTheRunAndNothingRecordedIsLost() {
    AtomicInteger calls = new AtomicInteger();
    ModelClient broken =
        call -> {
          if (calls.incrementAndGet() == 50) {
            throw new IllegalStateException("bug");
          }
          return SmallData.CLIENT.call(call);
        };
    assertThatThrownBy(() -> run(broken, SmallData.spec().withConcurrency(1), 1_000))
        .hasMessage("bug");
    assertThat(sink.outcomes()).hasSize(49);
  }

  @Test
  void anInterruptAwaitsCallsInFlightAndRecordsThem() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(4);
    CountDownLatch release = new CountDownLatch(1);
    ModelClient held =
        call -> {
          started.countDown();
          try {
            release.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          return SmallData.CLIENT.call(call);
        };
    List<ReplayResult> results = new ArrayList<>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> results.add(run(held, SmallData.spec().withConcurrency(4), 50)));
    started.await();
    runner.interrupt();
    while (runner.isInterrupted()) {
      LockSupport.parkNanos(1_000);
    }
    release.countDown();
    runner.join();
    assertThat(results)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.ending()).isEqualTo(ReplayResult.Ending.INTERRUPTED);
              assertThat(result.progress().done()).isEqualTo(4);
            });
    assertThat(sink.outcomes()).hasSize(4);
  }

  @Test
  void namesWhatTheSpecGotWrong() {
    assertThatThrownBy(() -> run(SmallData.CLIENT, ReplaySpec.of("small", List.of("nobody")), 1))
        .hasMessageContaining("nobody")
        .hasMessageContaining("[dear, cheap]");
    assertThatThrownBy(() -> run(SmallData.CLIENT, ReplaySpec.of("other", List.of("dear")), 1))
        .hasMessageContaining("other")
        .hasMessageContaining("small");
    assertThatThrownBy(() -> ReplaySpec.of("small", List.of("dear", "dear")))
        .hasMessageContaining("[dear, dear]");
  }
}
