package org.yardmaster.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;

/**
 * All calls of a replay in their order: sample by sample, all candidates of a sample together,
 * trials last; or a seeded shuffle of that. Cells are numbered, not stored, so that a million of
 * them take four megabytes.
 */
final class ReplayPlan {
  private final String datasetId;
  private final List<Sample> samples;
  private final List<Candidate> candidates;
  private final int trials;
  private final int[] order;

  private ReplayPlan(ReplaySpec spec, List<Sample> samples, List<Candidate> candidates) {
    this.datasetId = spec.datasetId();
    this.samples = samples;
    this.candidates = candidates;
    this.trials = spec.trials();
    int cells = Math.multiplyExact(Math.multiplyExact(samples.size(), candidates.size()), trials);
    this.order = IntStream.range(0, cells).toArray();
    if (spec.shuffle()) {
      shuffle(order, new SplittableRandom(spec.seed()));
    }
  }

  /**
   * The plan of a spec.
   *
   * @throws IllegalArgumentException when the spec names another data set or an unknown candidate
   */
  static ReplayPlan of(ReplaySpec spec, Dataset dataset, List<Candidate> candidates) {
    if (!dataset.id().equals(spec.datasetId())) {
      throw new IllegalArgumentException(
          "The replay is for data set (%s), but (%s) was given."
              .formatted(spec.datasetId(), dataset.id()));
    }
    Map<String, Candidate> byId =
        candidates.stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
    List<Candidate> chosen = new ArrayList<>();
    for (String id : spec.candidateIds()) {
      Candidate candidate = byId.get(id);
      if (candidate == null) {
        throw new IllegalArgumentException(
            "There is no candidate (%s).%nMaybe one of %s was meant."
                .formatted(id, candidates.stream().map(Candidate::id).toList()));
      }
      chosen.add(candidate);
    }
    return new ReplayPlan(spec, dataset.samples(), chosen);
  }

  List<Candidate> candidates() {
    return candidates;
  }

  int size() {
    return order.length;
  }

  /** All cells that are not recorded yet, in order. */
  Stream<PlannedCall> missing(Set<String> recordedKeys) {
    Stream<PlannedCall> all = IntStream.of(order).mapToObj(this::cell);
    return recordedKeys.isEmpty()
        ? all
        : all.filter(call -> !recordedKeys.contains(call.key(datasetId)));
  }

  private PlannedCall cell(int number) {
    int trial = number % trials;
    int pair = number / trials;
    Candidate candidate = candidates.get(pair % candidates.size());
    return new PlannedCall(samples.get(pair / candidates.size()), candidate, trial);
  }

  /** Fisher and Yates' shuffle. */
  private static void shuffle(int[] values, SplittableRandom random) {
    for (int index = values.length - 1; index > 0; index--) {
      int other = random.nextInt(index + 1);
      int swapped = values[index];
      values[index] = values[other];
      values[other] = swapped;
    }
  }
}
