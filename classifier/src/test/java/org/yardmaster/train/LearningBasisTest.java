package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
      if (feature.getName().startsWith("w")) {
        names.add(feature.getName());
      }
    }
    return names;
  }

  @Test
  void wordsOfOneTextAloneAreLeftOut() {
    assertThat(words(LearningBasis.of(ROWS, new int[] {0, 1, 2}, 1), 0)).hasSize(1);
  }

  @Test
  void documentFrequencyIsThatOfTheTrainingRows() {
    assertThat(words(LearningBasis.of(ROWS, new int[] {0}, 1), 0)).isEmpty();
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
