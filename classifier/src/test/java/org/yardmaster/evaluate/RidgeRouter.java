package org.yardmaster.evaluate;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.yardmaster.data.Splitter;
import org.yardmaster.outcome.OutcomeTable;

/**
 * A plain learner for simulations: ridge regression of quality on features per candidate, mean cost
 * per candidate. Every prompt is routed by a model and at a threshold that never saw its fold:
 * three quarters of the other folds train, one quarter chooses the threshold.
 */
final class RidgeRouter {
  private static final int FOLDS = 5;
  private static final double PENALTY = 10;
  private static final Splitter CALIBRATION = new Splitter("simulation-calibration", 0.75, 0.2);

  private final OutcomeTable table;
  private final double[][] features;

  RidgeRouter(PlantedWorld world) {
    this.table = world.table();
    this.features = world.features();
  }

  JudgedPolicy outOfFold(ThresholdChoice threshold) {
    int[] choice = new int[table.sampleCount()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] train = rows(row -> fold(row) != held && !calibrates(row));
      int[] calibration = rows(row -> fold(row) != held && calibrates(row));
      int[] test = rows(row -> fold(row) == held);
      OutcomeTable seen = table.rows(calibration);
      double[][] weights = fit(train);
      double willingness =
          threshold.willingness(
              predict(weights, train, calibration), columns(seen, true), columns(seen, false));
      int[] chosen = ThresholdChoice.choose(predict(weights, train, test), willingness);
      for (int at = 0; at < test.length; at++) {
        choice[test[at]] = chosen[at];
      }
    }
    return new JudgedPolicy(
        "ridge", PolicyKind.LEARNED, new Assignment.Fixed(choice), "threshold from calibration");
  }

  private int fold(int row) {
    return Splitter.STANDARD.fold(table.samples().get(row).groupId(), FOLDS);
  }

  private boolean calibrates(int row) {
    return CALIBRATION.fold(table.samples().get(row).groupId(), 4) == 0;
  }

  private int[] rows(IntPredicate wanted) {
    return IntStream.range(0, table.sampleCount()).filter(wanted).toArray();
  }

  private static double[][] columns(OutcomeTable rows, boolean quality) {
    return IntStream.range(0, rows.candidateCount())
        .mapToObj(index -> quality ? rows.quality(index) : rows.costUsd(index))
        .toArray(double[][]::new);
  }

  /** Weights per candidate, the intercept last. */
  private double[][] fit(int[] train) {
    int size = features[0].length + 1;
    double[][] gram = new double[size][size];
    double[][] moments = new double[table.candidateCount()][size];
    for (int row : train) {
      double[] x = Arrays.copyOf(features[row], size);
      x[size - 1] = 1;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          gram[i][j] += x[i] * x[j];
        }
        for (int candidate = 0; candidate < moments.length; candidate++) {
          moments[candidate][i] += x[i] * table.quality(candidate)[row];
        }
      }
    }
    for (int i = 0; i < size - 1; i++) {
      gram[i][i] += PENALTY;
    }
    var solver = new CholeskyDecomposition(new Array2DRowRealMatrix(gram)).getSolver();
    return Arrays.stream(moments)
        .map(moment -> solver.solve(new ArrayRealVector(moment)).toArray())
        .toArray(double[][]::new);
  }

  private Predictions predict(double[][] weights, int[] train, int[] rows) {
    double[][] success = new double[weights.length][rows.length];
    double[][] costUsd = new double[weights.length][rows.length];
    for (int candidate = 0; candidate < weights.length; candidate++) {
      double[] weight = weights[candidate];
      double[] observed = table.costUsd(candidate);
      double mean = Arrays.stream(train).mapToDouble(row -> observed[row]).average().orElseThrow();
      Arrays.setAll(success[candidate], at -> dot(weight, features[rows[at]]));
      Arrays.fill(costUsd[candidate], mean);
    }
    return new Predictions("ridge", success, costUsd);
  }

  private static double dot(double[] weight, double[] x) {
    double sum = weight[x.length];
    for (int index = 0; index < x.length; index++) {
      sum += weight[index] * x[index];
    }
    return sum;
  }
}
