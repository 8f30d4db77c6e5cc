package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;

class CalibratorTest {
  private static final OutcomeTable TABLE = Tables.easyAndHard(900, 4);
  private static final int[] TRAIN = IntStream.range(0, 600).toArray();
  private static final int[] CALIBRATION = IntStream.range(600, 900).toArray();
  private static final Policy RAW =
      new PolicyTrainer(TABLE, PriceBook.empty(), TrainSpec.STANDARD).train(TRAIN, Map.of());

  private static Policy calibrated() {
    return Calibrator.finished(
            RAW,
            Calibrator.raw(RAW, TABLE, CALIBRATION),
            TABLE,
            CALIBRATION,
            TrainSpec.STANDARD.threshold())
        .policy();
  }

  @Test
  void oneCalibrationServesAllCandidates() {
    assertThat(calibrated().candidates().stream().map(CandidateModel::calibration).distinct())
        .hasSize(1);
  }

  @Test
  void meanPredictionMeetsMeanQuality() {
    double[][] success = Calibrator.forecasts(calibrated(), TABLE, CALIBRATION).success();
    double predicted = 0;
    double observed = 0;
    for (int candidate = 0; candidate < 2; candidate++) {
      for (int at = 0; at < CALIBRATION.length; at++) {
        predicted += success[candidate][at];
        observed += TABLE.quality(candidate)[CALIBRATION[at]];
      }
    }
    assertThat(predicted / 600).isCloseTo(observed / 600, within(0.01));
  }
}
