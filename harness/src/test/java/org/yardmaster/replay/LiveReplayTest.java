package org.yardmaster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Reply;
import org.yardmaster.store.Database;
import org.yardmaster.store.DuckDbSink;
import org.yardmaster.store.OutcomeStore;
import org.yardmaster.store.StoreException;

/** What a replay does with money and with candidates that cannot answer, over several runs. */
@Timeout(60)
final class LiveReplayTest {
  @TempDir Path folder = Path.of("");

  private static ReplayResult run(ModelClient client, ReplaySpec spec, OutcomeSink sink, int size) {
    return new Replayer(
            client,
            Graders.standard(),
            SmallData.PRICES,
            sink,
            ReplayListener.silent(),
            Clock.systemUTC())
        .run(spec, SmallData.of(size), SmallData.BOTH);
  }

  private static Reply failed(Fault fault, Usage usage) {
    return new Reply(
        new Completion.Failed(fault, "HTTP 401: expired", usage), new Latency.Unmeasured());
  }

  @Test
  void anExpiredKeyStopsItsCandidateAndNoOther() {
    AtomicInteger asked = new AtomicInteger();
    ModelClient client =
        call -> {
          if (call.candidate().id().equals("dear")) {
            asked.incrementAndGet();
            return failed(Fault.UNAUTHORISED, Usage.Tokens.measured(0, 0));
          }
          return SmallData.CLIENT.call(call);
        };
    InMemorySink sink = new InMemorySink();
    ReplayResult result = run(client, SmallData.spec().withConcurrency(4), sink, 500);
    assertThat(result.ending()).isEqualTo(ReplayResult.Ending.CANDIDATES_STOPPED);
    assertThat(result.stopped()).containsOnly(Map.entry("dear", "HTTP 401: expired"));
    assertThat(asked).hasValueLessThanOrEqualTo(4);
    assertThat(result.progress().done()).isEqualTo(500);
  }

  @Test
  void theLimitHoldsOverAllRunsTogether() {
    InMemorySink sink = new InMemorySink();
    ReplaySpec free = SmallData.spec();
    long everything =
        run(SmallData.CLIENT, free, new InMemorySink(), 200).progress().spentNanoUsd();
    ReplaySpec half = free.withMaxSpendNanoUsd(everything / 2);
    ReplayResult first = run(SmallData.CLIENT, half, sink, 200);
    ReplayResult second = run(SmallData.CLIENT, half, sink, 200);
    assertThat(first.ending()).isEqualTo(ReplayResult.Ending.SPEND_LIMIT);
    assertThat(second.ending()).isEqualTo(ReplayResult.Ending.SPEND_LIMIT);
    assertThat(second.progress().done()).isZero();
    assertThat(first.progress().spentNanoUsd() + second.progress().spentNanoUsd())
        .isLessThanOrEqualTo(everything / 2);
  }

  @Test
  void aCallThatMayHaveBeenBilledCountsWithItsWorstCase() {
    InMemorySink sink = new InMemorySink();
    ReplaySpec spec = SmallData.spec();
    run(call -> failed(Fault.TIMEOUT, new Usage.Unknown()), spec, sink, 5);
    long worst =
        ReplayEstimate.of(
                spec,
                SmallData.of(5),
                SmallData.BOTH,
                SmallData.PRICES,
                LocalDate.of(2026, 6, 1),
                Set.of())
            .candidates()
            .stream()
            .mapToLong(one -> ((ReplayEstimate.CostRange.Between) one.cost()).most())
            .sum();
    ReplayResult refused = run(SmallData.CLIENT, spec.withMaxSpendNanoUsd(worst), sink, 5);
    assertThat(refused.progress().done()).isZero();
    ReplayResult allowed = run(SmallData.CLIENT, spec.withMaxSpendNanoUsd(2 * worst), sink, 5);
    assertThat(allowed.progress().done()).isEqualTo(10);
  }

  @Test
  void leavesNoLogBehindWhenEverythingIsRecorded() {
    Path file = folder.resolve("lab.duckdb");
    try (Database database = Database.open(file)) {
      DuckDbSink sink =
          new DuckDbSink(
              database, new OutcomeStore(database, Clock.systemUTC()), Clock.systemUTC());
      run(SmallData.CLIENT, SmallData.spec(), sink, 20);
      assertThat(sink.recordedKeys("small")).hasSize(40);
      assertThat(folder.resolve("lab.duckdb.calls")).doesNotExist();
    }
  }

  @Test
  void aLogThatCannotBeWrittenStopsTheRunAndKeepsWhatIsRecorded() throws IOException {
    Path file = folder.resolve("lab.duckdb");
    try (Database database = Database.open(file)) {
      DuckDbSink sink =
          new DuckDbSink(
              database, new OutcomeStore(database, Clock.systemUTC()), Clock.systemUTC());
      run(SmallData.CLIENT, SmallData.spec(), sink, 20);
      Path log = Files.createDirectory(folder.resolve("lab.duckdb.calls"));
      Files.createFile(log.resolve("in-the-way"));
      assertThatThrownBy(() -> run(SmallData.CLIENT, SmallData.spec(), sink, 40))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("log of calls");
      assertThat(sink.recordedKeys("small")).hasSize(40);
    }
  }

  @Test
  void aSampleKeepsTheShareOfEveryTask() {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < 1_000; index++) {
      samples.add(
          new Sample(
              "s" + index,
              Prompt.of("Question " + index),
              new Target.Labelled(),
              index % 10 < 7 ? "common" : index % 10 < 9 ? "rare" : "odd",
              "g" + index,
              PublishedSplit.NONE,
              Map.of()));
    }
    List<Sample> few = StratifiedSample.of(samples, 33, 5);
    assertThat(few).hasSize(33).isSubsetOf(samples).doesNotHaveDuplicates();
    assertThat(few.stream().filter(one -> one.task().equals("common")).count()).isEqualTo(23);
    assertThat(few.stream().filter(one -> one.task().equals("rare")).count()).isEqualTo(7);
    assertThat(StratifiedSample.of(samples, 100, 5)).containsAll(few);
    assertThat(StratifiedSample.of(samples, 33, 6)).isNotEqualTo(few);
    assertThat(StratifiedSample.of(samples, 5_000, 5)).isEqualTo(samples);
  }
}
