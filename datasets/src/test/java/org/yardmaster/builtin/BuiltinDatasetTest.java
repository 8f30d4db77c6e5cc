package org.yardmaster.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Sample;
import org.yardmaster.data.SampleJson;
import org.yardmaster.data.Split;
import org.yardmaster.data.Splitter;
import org.yardmaster.data.Target;

class BuiltinDatasetTest {
  /**
   * A template filled with other facts keeps most of its words; two prompts that share less than
   * half of all words they use differ in more than their facts.
   */
  private static final double MOST_SHARED = 0.5;

  private static final BuiltinDataset DATASET = BuiltinDataset.load();
  private static final List<Sample> SAMPLES = DATASET.samples();

  private static List<Sample> origin(String origin) {
    return SAMPLES.stream().filter(sample -> label(sample, "origin").equals(origin)).toList();
  }

  private static String label(Sample sample, String name) {
    return sample.labels().getOrDefault(name, "");
  }

  private static Map<String, Long> counts(Function<Sample, String> key) {
    return SAMPLES.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  @Test
  void isLargeAndMostlyGeneratedAndPartlyHandwritten() {
    assertThat(DATASET.id()).isEqualTo("builtin");
    assertThat(SAMPLES).hasSizeGreaterThanOrEqualTo(1200);
    assertThat(origin("handwritten")).hasSizeGreaterThanOrEqualTo(250);
    assertThat(origin("generated").size() + origin("handwritten").size()).isEqualTo(SAMPLES.size());
  }

  @Test
  void theCardCountsWhatIsThere() {
    assertThat(DATASET.card().source())
        .contains(origin("handwritten").size() + " samples are hand-written")
        .contains("%,d come from".formatted(origin("generated").size()));
  }

  @Test
  void coversTasksDifficultiesAndLanguages() {
    assertThat(counts(Sample::task))
        .hasSize(15)
        .allSatisfy((task, count) -> assertThat(count).isGreaterThan(80));
    assertThat(counts(sample -> label(sample, "difficulty")).keySet())
        .containsExactlyInAnyOrder("easy", "medium", "hard");
    assertThat(counts(sample -> label(sample, "language")).keySet())
        .containsExactlyInAnyOrder("en", "de", "es", "fr", "zh");
  }

  @Test
  void everyTaskHasHandwrittenItemsOfEveryDifficulty() {
    Map<String, Set<String>> difficulties =
        origin("handwritten").stream()
            .collect(
                Collectors.groupingBy(
                    Sample::task,
                    Collectors.mapping(sample -> label(sample, "difficulty"), Collectors.toSet())));
    assertThat(difficulties).hasSize(15).allSatisfy((task, found) -> assertThat(found).hasSize(3));
  }

  @Test
  void twoLoadsAreEqualToTheByte() {
    assertThat(BuiltinDataset.load().samples().stream().map(SampleJson::write))
        .containsExactlyElementsOf(SAMPLES.stream().map(SampleJson::write).toList());
  }

  @Test
  void idsAndPromptsAreUnique() {
    assertThat(SAMPLES).extracting(Sample::id).doesNotHaveDuplicates();
    assertThat(SAMPLES).extracting(sample -> sample.prompt().digest()).doesNotHaveDuplicates();
  }

  @Test
  void handwrittenPromptsShareLessThanHalfOfTheirWords() {
    List<Sample> written = origin("handwritten");
    List<Set<String>> words = written.stream().map(BuiltinDatasetTest::words).toList();
    for (int first = 0; first < words.size(); first++) {
      for (int second = 0; second < first; second++) {
        assertThat(shared(words.get(first), words.get(second)))
            .as("%s and %s", written.get(first).id(), written.get(second).id())
            .isLessThan(MOST_SHARED);
      }
    }
  }

  private static Set<String> words(Sample sample) {
    Set<String> words = new HashSet<>();
    sample.prompt().messages().stream()
        .flatMap(
            message ->
                Arrays.stream(message.text().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
        .filter(word -> !word.isEmpty())
        .forEach(words::add);
    return words;
  }

  private static double shared(Set<String> first, Set<String> second) {
    long common = first.stream().filter(second::contains).count();
    return (double) common / (first.size() + second.size() - common);
  }

  @Test
  void groupsStaySmallAndNeverMixTasks() {
    Map<String, List<Sample>> groups =
        SAMPLES.stream().collect(Collectors.groupingBy(Sample::groupId));
    assertThat(groups)
        .allSatisfy(
            (group, members) -> {
              assertThat(members).hasSizeLessThanOrEqualTo(5);
              assertThat(members).extracting(Sample::task).containsOnly(members.getFirst().task());
            });
  }

  @Test
  void everyTaskLiesInEverySplit() {
    Map<String, Map<Split, Long>> splits =
        SAMPLES.stream()
            .collect(
                Collectors.groupingBy(
                    Sample::task,
                    Collectors.groupingBy(
                        sample -> Splitter.STANDARD.split(sample.groupId()),
                        Collectors.counting())));
    assertThat(splits)
        .allSatisfy(
            (task, counts) -> {
              assertThat(counts).containsOnlyKeys(Split.values());
              assertThat(counts.values()).allMatch(count -> count >= 8);
            });
    long training =
        SAMPLES.stream()
            .filter(sample -> Splitter.STANDARD.split(sample.groupId()) == Split.TRAIN)
            .count();
    assertThat((double) training / SAMPLES.size()).isCloseTo(0.6, within(0.06));
  }

  @Test
  void harderGeneratedPromptsAreLongerInEveryTask() {
    Map<String, Map<String, Double>> lengths =
        origin("generated").stream()
            .collect(
                Collectors.groupingBy(
                    Sample::task,
                    Collectors.groupingBy(
                        sample -> label(sample, "difficulty"),
                        Collectors.averagingInt(
                            sample -> sample.prompt().routingText().length()))));
    assertThat(lengths)
        .allSatisfy(
            (task, mean) -> {
              assertThat(mean.getOrDefault("medium", 0.0))
                  .isGreaterThan(1.1 * mean.getOrDefault("easy", 0.0));
              assertThat(mean.getOrDefault("hard", 0.0))
                  .isGreaterThan(1.1 * mean.getOrDefault("medium", 0.0));
            });
  }

  @Test
  void everyTargetCanBeGraded() {
    assertThat(SAMPLES).noneMatch(sample -> sample.target() instanceof Target.Labelled);
  }
}
