package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Splitter;
import org.yardmaster.outcome.OutcomeTable;

class DesignsTest {
  private static final int ROWS = 400;

  private static OutcomeTable halves() {
    return table(ROWS, "g", 0.001, 0.01);
  }

  private static OutcomeTable table(int rows, String group, double... costs) {
    double[][] quality = new double[costs.length][rows];
    return Tables.of(
        quality, Tables.flatCosts(rows, costs), row -> group + row, row -> "t" + row % 4, false);
  }

  @Test
  void foldsCoverEveryRowOnceAndKeepGroupsTogether() {
    OutcomeTable table = halves();
    List<Designs.Fold> folds = Designs.folds(table, 5);
    assertThat(folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).sorted().toArray())
        .isEqualTo(IntStream.range(0, ROWS).toArray());
    for (Designs.Fold fold : folds) {
      assertThat(fold.train().length + fold.test().length).isEqualTo(ROWS);
    }
    List<Designs.Fold> tasks = Designs.leaveOneTaskOut(table);
    assertThat(tasks).extracting(Designs.Fold::name).containsExactly("t0", "t1", "t2", "t3");
    assertThat(tasks.getFirst().test()).hasSize(ROWS / 4);
    assertThat(Designs.timeSplit(table, 0.75).train()).hasSize(300);
  }

  @Test
  void foldsInsideAFoldAreEvenByOtherHashes() {
    OutcomeTable learnable = halves().rows(Designs.folds(halves(), 5).getFirst().train());
    Splitter other = new Splitter("another", 0.6, 0.2);
    for (Designs.Fold fold : Designs.folds(learnable, 3, other)) {
      assertThat(fold.test().length).isBetween(85, 130);
    }
    assertThat(Designs.folds(learnable, 3))
        .as("by the same hashes one of them is half as large as another")
        .anyMatch(fold -> fold.test().length < 70);
  }

  @Test
  void fewLabelsTeachAndAllOthersAreJudged() {
    Designs.Fold one = Designs.fewLabels(halves(), 100, 1);
    assertThat(one.train()).hasSize(100);
    assertThat(one.test()).hasSize(ROWS - 100).doesNotContain(one.train());
    assertThat(Designs.fewLabels(halves(), 100, 2).train()).isNotEqualTo(one.train());
    assertThatThrownBy(() -> Designs.fewLabels(halves(), ROWS, 1)).hasMessageContaining("none");
  }

  @Test
  void masksWhatANewCandidateHasNotAnswered() {
    OutcomeTable arrived = Designs.arrival(halves(), 1, 30);
    assertThat(IntStream.range(0, ROWS).filter(row -> arrived.present(1, row)).count())
        .isEqualTo(30);
    assertThat(IntStream.range(0, ROWS).filter(row -> arrived.present(0, row)).count())
        .isEqualTo(ROWS);
  }

  @Test
  void neverLearnsFromAGroupOfTheHeldDataset() {
    OutcomeTable small = table(3, "g", 0.001, 0.01);
    DatasetUnion union = new DatasetUnion(List.of(small, table(5, "g", 0.001, 0.01, 0.1)));
    assertThat(union.table().sampleCount()).isEqualTo(8);
    assertThat(union.table().candidateCount()).isEqualTo(2);
    List<Designs.Fold> folds = union.leaveOneOut();
    assertThat(folds.getFirst().test()).containsExactly(0, 1, 2);
    // Groups g0 to g2 occur in both, so that only g3 and g4 may be learned from.
    assertThat(folds.getFirst().train()).containsExactly(6, 7);
    assertThat(folds.getLast().train()).isEmpty();
  }

  @Test
  void saysWhenDatasetsShareNoCandidate() {
    OutcomeTable other = halves().columns(new int[] {1});
    assertThatThrownBy(() -> new DatasetUnion(List.of(halves().columns(new int[] {0}), other)))
        .hasMessageContaining("share no candidate");
  }
}
