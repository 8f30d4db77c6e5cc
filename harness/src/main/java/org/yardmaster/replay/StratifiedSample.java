package org.yardmaster.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yardmaster.data.Sample;
import org.yardmaster.provenance.Digest;

/**
 * Draws some samples so that every task keeps its share, to one sample (largest remainders). Within
 * a task the draw goes by the hash of seed and sample id: a larger draw contains the smaller one of
 * the task, and samples added later do not reshuffle it.
 */
public final class StratifiedSample {
  private StratifiedSample() {}

  /** {@code count} samples in their old order; all when there are no more. */
  public static List<Sample> of(List<Sample> samples, int count, long seed) {
    if (count >= samples.size()) {
      return List.copyOf(samples);
    }
    Map<String, List<Sample>> tasks = new TreeMap<>();
    samples.forEach(
        sample -> tasks.computeIfAbsent(sample.task(), task -> new ArrayList<>()).add(sample));
    Map<String, Integer> shares = shares(tasks, count, samples.size());
    Set<String> drawn = new HashSet<>();
    tasks.forEach(
        (task, list) ->
            list.stream()
                .sorted(Comparator.comparingDouble(sample -> place(sample, seed)))
                .limit(shares.getOrDefault(task, 0))
                .forEach(sample -> drawn.add(sample.id())));
    return samples.stream().filter(sample -> drawn.contains(sample.id())).toList();
  }

  private static double place(Sample sample, long seed) {
    return Digest.unitInterval(seed + "\u0000" + sample.id());
  }

  private static Map<String, Integer> shares(
      Map<String, List<Sample>> tasks, int count, int total) {
    Map<String, Integer> shares = new TreeMap<>();
    Map<String, Double> remainders = new TreeMap<>();
    int given = 0;
    for (Map.Entry<String, List<Sample>> task : tasks.entrySet()) {
      double exact = (double) count * task.getValue().size() / total;
      int whole = (int) exact;
      shares.put(task.getKey(), whole);
      remainders.put(task.getKey(), exact - whole);
      given += whole;
    }
    List<String> byRemainder =
        remainders.keySet().stream()
            .sorted(Comparator.comparingDouble(task -> -remainders.getOrDefault(task, 0.0)))
            .toList();
    for (String task : byRemainder.subList(0, count - given)) {
      shares.merge(task, 1, Integer::sum);
    }
    return shares;
  }
}
