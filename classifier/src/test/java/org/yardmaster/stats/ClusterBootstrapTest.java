package org.yardmaster.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {

  @Test
  void drawsAsManyGroupsAsThereAre() {
    ClusterBootstrap bootstrap = new ClusterBootstrap(101, 50, 9);
    for (int replicate = 0; replicate < 50; replicate++) {
      assertThat(Arrays.stream(bootstrap.draw(replicate)).sum()).isEqualTo(101);
    }
    assertThat(bootstrap.draw(3)).isEqualTo(new ClusterBootstrap(101, 9, 9).draw(3));
    assertThat(bootstrap.draw(3)).isNotEqualTo(new ClusterBootstrap(101, 50, 10).draw(3));
  }

  @Test
  void drawsEveryGroupEquallyOften() {
    ClusterBootstrap bootstrap = new ClusterBootstrap(7, 4_000, 1);
    int[] sums = new int[7];
    for (int replicate = 0; replicate < 4_000; replicate++) {
      int[] drawn = bootstrap.draw(replicate);
      Arrays.setAll(sums, group -> sums[group] + drawn[group]);
    }
    // Binomial with 28,000 draws of 1/7: five standard deviations are 293.
    for (int sum : sums) {
      assertThat(sum).isCloseTo(4_000, within(293));
    }
  }

  @Test
  void equalsAddingUpGroupByGroup() {
    SplittableRandom random = new SplittableRandom(2);
    for (int groups : new int[] {1, 3, 37, 300}) {
      double[][] sums = new double[groups][5];
      for (double[] row : sums) {
        Arrays.setAll(row, column -> random.nextDouble());
      }
      ClusterBootstrap bootstrap = new ClusterBootstrap(groups, 150, 4);
      double[][] totals = bootstrap.totals(sums);
      double[][] plain = PlainBootstrap.totals(bootstrap, PlainBootstrap.transposed(sums));
      for (int replicate = 0; replicate < 150; replicate++) {
        assertThat(totals[replicate]).containsExactly(plain[replicate], within(1e-9));
      }
    }
  }
}
