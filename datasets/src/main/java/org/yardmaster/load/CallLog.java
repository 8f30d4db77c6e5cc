package org.yardmaster.load;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;

/**
 * Calls of a log as a data set: equal prompts are one sample, whose label {@value Labels#TIME} is
 * the start of its first call; a candidate's second call with it is trial 1, and so on.
 */
final class CallLog {
  private static final double LARGEST_USD = 1e6;
  private static final int DIGITS = 16;

  private final Batch batch;
  private final Map<String, Integer> trials = new HashMap<>();

  /**
   * One logged call.
   *
   * @param usd what it cost by the log's own account; by list price where absent
   */
  record Call(
      Prompt prompt,
      String task,
      String candidate,
      Completion completion,
      Optional<Double> usd,
      Latency latency,
      Optional<Instant> start) {}

  /** A log named by the caller, or after its format. */
  CallLog(ImportFormat format, RowPolicy rows, ImportOptions options) {
    String id = options.datasetId().orElse(format.name());
    this.batch = new Batch(Cards.unpublished(id, format), rows, options.prices());
  }

  void add(Call call) {
    if (call.candidate().isBlank()) {
      throw new BadRow("a call without model", "the model that answered");
    }
    Optional<Cost> cost = call.usd().map(CallLog::cost);
    String id = "call-" + call.prompt().digest().substring(0, DIGITS);
    if (!batch.hasSample(id)) {
      batch.add(
          new Sample(
              id,
              call.prompt(),
              new Target.Labelled(),
              call.task(),
              PromptGroup.of(call.prompt().routingText()),
              PublishedSplit.NONE,
              call.start().map(time -> Map.of(Labels.TIME, time.toString())).orElse(Map.of())));
    }
    int trial = trials.merge(id + '\u0000' + call.candidate(), 1, Integer::sum) - 1;
    batch.outcome(
        id,
        call.candidate(),
        trial,
        call.completion(),
        new Grade.Unscored("none", "a log carries no judgement"),
        cost.orElseGet(() -> batch.listPrice(call.candidate(), call.completion().usage())),
        call.latency());
  }

  List<Imported> imported() {
    return List.of(batch.imported());
  }

  static Cost cost(double usd) {
    if (!(usd >= 0 && usd <= LARGEST_USD)) {
      throw new BadRow("cost " + usd, "USD from 0");
    }
    return new Cost.Known(
        BigDecimal.valueOf(usd).movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValue());
  }

  /** A latency between two instants; unmeasured when they are missing or out of order. */
  static Latency between(
      Optional<Instant> start, Optional<Instant> firstToken, Optional<Instant> end) {
    if (start.isEmpty() || end.isEmpty() || end.get().isBefore(start.get())) {
      return new Latency.Unmeasured();
    }
    long total = nanos(start.get(), end.get());
    long first = firstToken.map(instant -> nanos(start.get(), instant)).orElse(total);
    return new Latency.Measured(total, first >= 0 && first <= total ? first : total);
  }

  private static long nanos(Instant from, Instant to) {
    try {
      return Duration.between(from, to).toNanos();
    } catch (ArithmeticException tooLong) {
      throw new BadRow("a call from %s to %s".formatted(from, to), "less than 292 years");
    }
  }
}
