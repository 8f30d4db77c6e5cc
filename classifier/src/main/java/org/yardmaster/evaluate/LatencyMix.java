package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Latencies of traffic that several candidates share, each call with its weight. */
final class LatencyMix {
  private record Call(double seconds, double weight) {}

  private final List<Call> calls = new ArrayList<>();

  /** Adds one candidate's calls: {@code weights[i]} of the call at {@code rows[i]}. */
  void add(double[] seconds, int[] rows, double[] weights) {
    for (int index = 0; index < rows.length; index++) {
      if (weights[index] > 0 && !Double.isNaN(seconds[rows[index]])) {
        calls.add(new Call(seconds[rows[index]], weights[index]));
      }
    }
    calls.sort(Comparator.comparingDouble(Call::seconds));
  }

  /** Adds whole prompts, each of the same weight. */
  void add(double[] seconds) {
    int[] rows = IntStream.range(0, seconds.length).toArray();
    add(seconds, rows, IntStream.of(rows).mapToDouble(row -> 1).toArray());
  }

  /** The shortest latency that at least this share of the calls does not exceed. */
  Optional<Double> percentile(double share) {
    double total = calls.stream().mapToDouble(Call::weight).sum();
    double passed = 0;
    for (Call call : calls) {
      passed += call.weight();
      // A hair below, so that summing shares like 0.1 ten times still reaches the whole.
      if (passed >= share * total * (1 - 1e-12)) {
        return Optional.of(call.seconds());
      }
    }
    return Optional.empty();
  }
}
