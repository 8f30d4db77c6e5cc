package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Feature;
import org.tribuo.regression.Regressor;
import org.yardmaster.feature.FeatureSchema;

class LearningBasisTest {
  private static final SparseRows ROWS =
      SparseRows.of(
          FeatureSchema.STANDARD, List.of("common rare common", "common other", "common third"));

  private static List<String> words(LearningBasis basis, int row) {
    List<String> names = new ArrayList<>();
    for (Feature feature : basis.example(row, new Regressor("none", 0))) {
      if (Integer.parseInt(feature.getName()) < ROWS.schema().buckets()) {
        names.add(feature.getName());
      }
    }
    return names;
  }

  @Test
  void wordsThatTrainingDoesNotShowAreLeftOut() {
    assertThat(words(LearningBasis.of(ROWS, new int[] {0, 1, 2}, 1), 1)).hasSize(3);
    assertThat(words(LearningBasis.of(ROWS, new int[] {0}, 1), 1)).hasSize(1);
  }

  @Test
  void fewWordsNeedFewBucketsAndOnlyThoseOfLearnableRowsCount() {
    TextFeatures features =
        new TextFeatures(IntStream.range(0, 40_000).mapToObj("word%d"::formatted).toList());
    int[] all = IntStream.range(0, 40_000).toArray();
    assertThat(features.fitting(18, all).schema().bucketBits()).isEqualTo(18);
    assertThat(features.fitting(10, all).schema().bucketBits()).isEqualTo(10);
    assertThat(features.fitting(18, new int[] {0, 1}).schema()).isEqualTo(FeatureSchema.STANDARD);
  }

  @Test
  void countersAloneKnowNoWords() {
    assertThat(words(LearningBasis.of(ROWS, new int[] {0, 1, 2}, 1).countersOnly(), 0)).isEmpty();
  }

  @Test
  void sparseRowsCountRepeats() {
    assertThat(ROWS.wordFeatures()).containsExactly(5, 3, 3);
    assertThat(java.util.Arrays.stream(ROWS.counts()[0]).max()).hasValue(2);
  }
}
