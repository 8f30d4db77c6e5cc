package org.yardmaster.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Split;
import org.yardmaster.data.Splitter;
import org.yardmaster.load.Labels;

/**
 * Samples divided by a question that a hash cannot ask: does it work on a task, a data set or a
 * time never seen? No group is on both sides; what would be is excluded.
 *
 * @param excluded left out, since their group is in the test or they tell no time
 */
public record Partition(
    List<Sample> train, List<Sample> calibration, List<Sample> test, List<Sample> excluded) {
  public Partition {
    train = List.copyOf(train);
    calibration = List.copyOf(calibration);
    test = List.copyOf(test);
    excluded = List.copyOf(excluded);
  }

  /** Tests on all samples of one task and learns from the others. */
  public static Partition leaveOutTask(List<Sample> samples, String task, Splitter splitter) {
    return leaveOut(samples, sample -> sample.task().equals(task), splitter);
  }

  /** Tests on one data set and learns from all others. */
  public static Partition leaveOutDataset(
      List<AuditedSet> sets, String datasetId, Splitter splitter) {
    List<Sample> samples = new ArrayList<>();
    Set<Sample> left = Collections.newSetFromMap(new IdentityHashMap<>());
    for (AuditedSet set : sets) {
      samples.addAll(set.samples());
      if (set.datasetId().equals(datasetId)) {
        left.addAll(set.samples());
      }
    }
    return leaveOut(samples, left::contains, splitter);
  }

  /**
   * Tests on what the predicate chooses. The rest is for calibration where the splitter says so,
   * else for training.
   */
  private static Partition leaveOut(
      List<Sample> samples, Predicate<Sample> isTest, Splitter splitter) {
    Set<String> testGroups = groups(samples.stream().filter(isTest).toList());
    List<Sample> train = new ArrayList<>();
    List<Sample> calibration = new ArrayList<>();
    List<Sample> test = new ArrayList<>();
    List<Sample> excluded = new ArrayList<>();
    for (Sample sample : samples) {
      if (isTest.test(sample)) {
        test.add(sample);
      } else if (testGroups.contains(sample.groupId())) {
        excluded.add(sample);
      } else {
        Split split = splitter.split(sample.groupId());
        (split == Split.CALIBRATION ? calibration : train).add(sample);
      }
    }
    return new Partition(train, calibration, test, excluded);
  }

  /**
   * Learns from samples before one instant, calibrates until another and tests on what came later,
   * by the label {@value Labels#TIME} that importers of logs set. A prompt that comes back later
   * stays where it was first; samples without time are excluded.
   */
  public static Partition byTime(List<Sample> samples, Instant trainEnd, Instant calibrationEnd) {
    List<Sample> train = new ArrayList<>();
    List<Sample> calibration = new ArrayList<>();
    List<Sample> test = new ArrayList<>();
    List<Sample> excluded = new ArrayList<>();
    Set<String> before = groups(samples.stream().filter(s -> isBefore(s, trainEnd)).toList());
    Set<String> between =
        groups(
            samples.stream()
                .filter(s -> isBefore(s, calibrationEnd) && !before.contains(s.groupId()))
                .toList());
    for (Sample sample : samples) {
      Optional<Instant> time = time(sample);
      if (time.isEmpty()) {
        excluded.add(sample);
      } else if (time.get().isBefore(trainEnd)) {
        train.add(sample);
      } else if (before.contains(sample.groupId())) {
        excluded.add(sample);
      } else if (time.get().isBefore(calibrationEnd)) {
        calibration.add(sample);
      } else {
        (between.contains(sample.groupId()) ? excluded : test).add(sample);
      }
    }
    return new Partition(train, calibration, test, excluded);
  }

  private static boolean isBefore(Sample sample, Instant end) {
    return time(sample).map(time -> time.isBefore(end)).orElse(false);
  }

  private static Optional<Instant> time(Sample sample) {
    String text = sample.labels().getOrDefault(Labels.TIME, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static Set<String> groups(List<Sample> samples) {
    Set<String> groups = new HashSet<>();
    samples.forEach(sample -> groups.add(sample.groupId()));
    return groups;
  }
}
