package org.yardmaster.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ResampleUnitsTest {

  @Test
  void fewGroupsAreUnitsInTheOrderOfTheirFirstRow() {
    ResampleUnits early = new ResampleUnits();
    early.add("b", 0);
    early.add("a", 3);
    ResampleUnits late = new ResampleUnits();
    late.add("c", 1);
    late.add("b", 9);

    NumberedUnits all = late.merge(early).numbered();

    assertThat(all.count()).isEqualTo(3);
    assertThat(IntStream.of(all.unit("b"), all.unit("c"), all.unit("a")).toArray())
        .containsExactly(0, 1, 2);
  }

  /** Parts of a table are added up at the same time, all asking one count. */
  @Test
  void partsMayAskAtTheSameTime() {
    for (int round = 0; round < 50; round++) {
      NumberedUnits units = counted("g", 2_000);
      int[] found = new int[2_000];
      IntStream.range(0, 2_000).parallel().forEach(group -> found[group] = units.unit("g" + group));
      assertThat(found).containsExactly(IntStream.range(0, 2_000).toArray());
    }
  }

  @Test
  void manyGroupsAreDealtIntoBlocksOfAboutEqualSize() {
    int groups = 40 * ResampleUnits.MOST;
    NumberedUnits units = counted("group-", groups);

    int[] sizes = new int[units.count()];
    IntStream.range(0, groups).forEach(index -> sizes[units.unit("group-" + index)]++);

    assertThat(units.count()).isEqualTo(ResampleUnits.MOST);
    double variance =
        IntStream.of(sizes).mapToDouble(size -> Math.pow(size - 40, 2)).average().orElse(0);
    assertThat(variance).isCloseTo(40, within(2.0));
  }

  /** Against the textbook's interval of a ratio: 1.96 linearised standard errors to both sides. */
  @Test
  void blocksGiveIntervalsAsWideAsGroupsWould() {
    int groups = 200_000;
    SplittableRandom random = new SplittableRandom(7);
    NumberedUnits units = counted("g", groups);
    double[][] sums = new double[units.count()][2];
    double[][] byGroup = new double[groups][];
    for (int group = 0; group < groups; group++) {
      int rows = 1 + random.nextInt(4);
      double share = random.nextDouble();
      double right = IntStream.range(0, rows).filter(row -> random.nextDouble() < share).count();
      byGroup[group] = new double[] {rows, right};
      sums[units.unit("g" + group)][0] += rows;
      sums[units.unit("g" + group)][1] += right;
    }

    Estimate estimate = new Resample(sums, 4_000, 11, 0.95).estimate(sum -> sum[1] / sum[0]);

    double[] total = ClusterBootstrap.sum(byGroup);
    double mean = total[1] / total[0];
    double squares = 0;
    for (double[] group : byGroup) {
      squares += Math.pow(group[1] - mean * group[0], 2);
    }
    double standardError = Math.sqrt(squares) / total[0];
    assertThat(estimate.value()).isCloseTo(mean, within(1e-12));
    // Both 4,000 replicates and 16,384 blocks leave about 2 % of noise in a width.
    assertThat((estimate.high() - estimate.low()) / (2 * 1.96 * standardError))
        .isCloseTo(1, within(0.06));
  }

  private static NumberedUnits counted(String prefix, int groups) {
    ResampleUnits units = new ResampleUnits();
    IntStream.range(0, groups).forEach(index -> units.add(prefix + index, index));
    return units.numbered();
  }
}
