package org.yardmaster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void labelsNeverCoverEachOther() {
    SplittableRandom random = new SplittableRandom(3);
    Labels labels = new Labels(0, 0, 500, 300, false);
    List<double[]> boxes = new ArrayList<>();
    for (int index = 0; index < 60; index++) {
      double width = 30 + random.nextDouble(80);
      Optional<Labels.Placed> placed =
          labels.place(random.nextDouble(500), random.nextDouble(300), width);
      placed.ifPresent(found -> boxes.add(box(found, width)));
    }
    assertThat(boxes).hasSizeGreaterThan(20);
    for (int index = 0; index < boxes.size(); index++) {
      for (double[] other : boxes.subList(0, index)) {
        assertThat(apart(boxes.get(index), other)).isTrue();
      }
    }
  }

  private static boolean apart(double[] one, double[] other) {
    return one[1] <= other[0] || other[1] <= one[0] || one[3] <= other[2] || other[3] <= one[2];
  }

  private static double[] box(Labels.Placed placed, double width) {
    double left =
        placed.anchor().equals("start")
            ? placed.x()
            : placed.anchor().equals("end") ? placed.x() - width : placed.x() - width / 2;
    return new double[] {left, left + width, placed.y() - 10, placed.y() + 2};
  }

  @Test
  void aLabelWithoutRoomIsLeftOut() {
    Labels labels = new Labels(0, 0, 50, 50, false);
    assertThat(labels.place(25, 25, 400)).isEmpty();
  }

  @Test
  void aLongNameKeepsItsBeginningAndItsEnd() {
    assertThat(Caption.shorten("atlas-9-extended-reasoning-preview", 16))
        .isEqualTo("atlas-9-ex…eview");
    assertThat(Caption.shorten("short", 16)).isEqualTo("short");
  }
}
