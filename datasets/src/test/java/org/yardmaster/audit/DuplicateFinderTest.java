package org.yardmaster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicateFinderTest {
  private static final double SIMILARITY = 0.8;

  private static String words(SplittableRandom random, int count) {
    return random
        .ints(count, 0, 2_000)
        .mapToObj(number -> Integer.toString(number * 7_919, 36))
        .collect(Collectors.joining(" "));
  }

  private static String withOneWordChanged(SplittableRandom random, String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    words.set(random.nextInt(words.size()), "different");
    return String.join(" ", words);
  }

  @Test
  void agreesWithComparingEveryPair() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < 150; index++) {
      String text = words(random, 5 + random.nextInt(60));
      texts.add(text);
      texts.add(withOneWordChanged(random, text));
    }
    Clusters expected = new Clusters(texts.size());
    for (int left = 0; left < texts.size(); left++) {
      for (int right = left + 1; right < texts.size(); right++) {
        if (Shingles.jaccard(texts.get(left), texts.get(right)) >= SIMILARITY) {
          expected.join(left, right);
        }
      }
    }
    Clusters found = DuplicateFinder.near(texts, DuplicateFinder.exact(texts), SIMILARITY);
    int[] expectedIds = IntStream.range(0, texts.size()).map(expected::of).toArray();
    assertThat(IntStream.range(0, texts.size()).map(found::of).toArray()).isEqualTo(expectedIds);
    assertThat(IntStream.of(expectedIds).distinct().count()).isBetween(150L, 250L);
  }

  @Test
  void caseAndWhiteSpaceDoNotMatter() {
    Clusters clusters =
        DuplicateFinder.exact(List.of("What is  IT?\n", "something else", "what is it?"));
    assertThat(IntStream.range(0, 3).map(clusters::of).toArray()).containsExactly(0, 1, 0);
  }

  @Test
  void textsShorterThanAShingleAreCompared() {
    List<String> texts = List.of("a", "b", "", "A ");
    Clusters clusters = DuplicateFinder.near(texts, DuplicateFinder.exact(texts), SIMILARITY);
    assertThat(IntStream.range(0, 4).map(clusters::of).toArray()).containsExactly(0, 1, 2, 0);
  }

  @Test
  void theEstimateIsCloseToTheSimilarity() {
    SplittableRandom random = new SplittableRandom(3);
    double worst = 0;
    for (int index = 0; index < 200; index++) {
      String text = words(random, 40);
      String other = text;
      for (int change = 0; change <= index % 20; change++) {
        other = withOneWordChanged(random, other);
      }
      double estimate =
          Signature.similarity(Signature.of(text).bytes(), Signature.of(other).bytes());
      worst = Math.max(worst, Math.abs(estimate - Shingles.jaccard(text, other)));
    }
    assertThat(worst).isLessThan(0.2);
  }

  @Test
  void sharedInstructionsDoNotMakePromptsSimilar() {
    SplittableRandom random = new SplittableRandom(5);
    String instructions =
        """
        Please answer the following question with great care and in full sentences.
        Show every step of your reasoning, then give the final answer on its own line.
        """;
    List<String> texts =
        random.longs(200).mapToObj(seed -> instructions + words(random, 12)).toList();
    Boilerplate boilerplate = new Boilerplate(texts);
    List<String> bare = texts.stream().map(boilerplate::without).toList();
    assertThat(bare).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("reasoning"));
    assertThat(boilerplate.without(instructions)).isEqualTo(instructions);
  }
}
