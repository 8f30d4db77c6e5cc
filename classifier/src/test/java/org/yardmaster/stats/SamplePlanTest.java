package org.yardmaster.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplePlanTest {

  @Test
  void plansByTheFormulaInTheBooks() {
    // ((1.95996 + 1.28155) / 0.01)^2 * 0.2 = 21,014.8
    assertThat(SamplePlan.standard(0.2).promptsForNonInferiority(0.01, 0)).isEqualTo(21_015);
    assertThat(SamplePlan.standard(0.2).promptsToDetect(0.05))
        .isEqualTo(Math.ceilDiv((long) (210_148.0 * (0.2 - 0.0025) / 0.2), 250));
    assertThat(SamplePlan.standard(0.2).detectable(21_015)).isCloseTo(0.01, within(1e-6));
  }

  @Test
  void asksForMoreWhenPromptsComeInGroups() {
    SamplePlan grouped = new SamplePlan(0.2, 0.95, 0.9, 11, 0.5);
    assertThat(grouped.promptsForNonInferiority(0.01, 0)).isBetween(126_085L, 126_090L);
  }

  @Test
  void reachesThePowerItPlansFor() {
    long prompts = SamplePlan.standard(0.3).promptsForNonInferiority(0.05, 0);
    SplittableRandom random = new SplittableRandom(6);
    int shown = 0;
    for (int repetition = 0; repetition < 500; repetition++) {
      int sum = 0;
      int discordant = 0;
      for (int prompt = 0; prompt < prompts; prompt++) {
        double draw = random.nextDouble();
        discordant += draw < 0.3 ? 1 : 0;
        sum += draw < 0.15 ? 1 : draw < 0.3 ? -1 : 0;
      }
      double error = Math.sqrt((double) discordant) / prompts;
      shown += (double) sum / prompts - 1.96 * error > -0.05 ? 1 : 0;
    }
    assertThat(shown / 500.0).isCloseTo(0.9, within(0.04));
  }

  @Test
  void saysWhenNoSampleWouldDo() {
    assertThatThrownBy(() -> SamplePlan.standard(0.2).promptsForNonInferiority(0.01, -0.02))
        .hasMessageContaining("No sample can show this");
  }

  @Test
  void measuresTheNoiseFloor() {
    double[] first = {1, 0, 1, 1, 0, 1, 1, 1, 0, 1};
    double[] second = {1, 0, 1, 0, 0, 1, 1, 1, 0, 1};
    int[] groups = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    NoiseFloor floor = NoiseFloor.measure(first, second, groups, 10, 500, 1, 0.95);
    assertThat(floor.flipRate().value()).isCloseTo(0.1, within(1e-12));
    assertThat(floor.difference(1_000)).isCloseTo(1.96 * Math.sqrt(0.1 / 1_000), within(1e-5));
  }
}
