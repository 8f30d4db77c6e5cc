package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.Tribuo;
import org.tribuo.common.nearest.KNNModel;
import org.tribuo.common.nearest.KNNTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.sgd.fm.FMRegressionTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.yardmaster.train.TrainSpec.Learner;

/**
 * Tribuo's learners of more than linear functions, on the counters and the most frequent words.
 * They learn by squared error, on one thread and from fixed seeds.
 */
sealed interface JudgedLearner permits JudgedLearner.Regression, ClusterLearner {
  /** Keeps what they learned from doubtful certainty: log-odds stay finite. */
  double LEAST = 0.01;

  /** Held, so that its level stays: some trainers tell of every step. */
  Logger TRIBUO = Logger.getLogger("org.tribuo");

  /** Learns success from some rows; {@code targets} by candidate and table row, NaN for unknown. */
  SuccessPredictor learn(LearningBasis basis, int[] rows, double[][] targets);

  /** Tribuo's record of its trainer. */
  String provenance();

  /** The usual settings. */
  static JudgedLearner of(Learner learner) {
    TRIBUO.setLevel(Level.WARNING);
    return switch (learner) {
      case XGBOOST -> new Regression(5_000, rows -> Trees.trainer());
      case FACTORISATION_MACHINE -> new Regression(5_000, rows -> Factors.trainer());
      case NEAREST -> new Regression(2_000, Neighbours::trainer);
      case CLUSTERS -> new ClusterLearner();
      case LOGISTIC, LEAST_SQUARES, COUNTERS, FACTORS ->
          throw new IllegalArgumentException(
              "Learner (%s) fits a policy file and is trained as one."
                  .formatted(learner.name().toLowerCase(Locale.ROOT)));
    };
  }

  static String record(Trainer<?> trainer) {
    return "Tribuo %s, %s".formatted(Tribuo.VERSION, trainer.getProvenance());
  }

  /**
   * Any Tribuo trainer of numbers.
   *
   * @param words so many of the most frequent words are learned from
   * @param trainer for so many rows
   */
  record Regression(int words, IntFunction<Trainer<Regressor>> trainer) implements JudgedLearner {
    private record Part(SharedHeads heads, Model<Regressor> model) {}

    @Override
    public String provenance() {
      return record(trainer.apply(Integer.MAX_VALUE));
    }

    @Override
    public SuccessPredictor learn(LearningBasis basis, int[] rows, double[][] targets) {
      LearningBasis narrow = basis.mostFrequent(words);
      List<Part> parts =
          SharedHeads.of(rows, targets).stream()
              .map(
                  heads -> {
                    MutableDataset<Regressor> data = heads.data(narrow, targets, "success");
                    return new Part(heads, trainer.apply(heads.rows().length).train(data));
                  })
              .toList();
      return asked -> {
        double[][] success = new double[targets.length][asked.length];
        Arrays.stream(success).forEach(column -> Arrays.fill(column, LEAST));
        parts.forEach(part -> predict(narrow, part, asked, success));
        return success;
      };
    }

    private static void predict(LearningBasis basis, Part part, int[] asked, double[][] success) {
      Regressor unknown = new Regressor(SharedHeads.name(0), Double.NaN);
      Iterable<Example<Regressor>> examples =
          Arrays.stream(asked).mapToObj(row -> basis.example(row, unknown)).toList();
      List<Prediction<Regressor>> predictions = part.model().predict(examples);
      for (int head = 0; head < part.heads().heads().size(); head++) {
        String name = SharedHeads.name(head);
        double mean = part.heads().means()[head];
        double[] column = success[part.heads().heads().get(head)];
        Arrays.setAll(
            column,
            at ->
                Math.clamp(
                    mean
                        + predictions
                            .get(at)
                            .getOutput()
                            .getDimension(name)
                            .orElseThrow()
                            .getValue(),
                    LEAST,
                    1 - LEAST));
      }
    }
  }

  /** Boosted trees (XGBoost, arXiv 1603.02754). */
  final class Trees {
    private static final int TREES = 150;
    private static final double STEP = 0.1;
    private static final int DEPTH = 4;
    private static final double LEAST_ROWS_PER_LEAF = 10;
    private static final double ROW_SHARE = 0.7;
    private static final double COLUMN_SHARE = 0.3;
    private static final double RIDGE = 1;
    private static final long SEED = 20_260_101;

    private Trees() {}

    static Trainer<Regressor> trainer() {
      requireLibrary(System.getProperty("os.arch", "unknown"));
      return new XGBoostRegressionTrainer(
          XGBoostTrainer.BoosterType.GBTREE,
          XGBoostTrainer.TreeMethod.HIST,
          XGBoostRegressionTrainer.RegressionType.LINEAR,
          TREES,
          STEP,
          0,
          DEPTH,
          LEAST_ROWS_PER_LEAF,
          ROW_SHARE,
          COLUMN_SHARE,
          RIDGE,
          0,
          1,
          XGBoostTrainer.LoggingVerbosity.SILENT,
          SEED);
    }

    /** XGBoost is native code, and Tribuo's release brings it for one processor only. */
    static void requireLibrary(String processor) {
      if (!List.of("amd64", "x86_64").contains(processor)) {
        throw new IllegalArgumentException(
            "XGBoost's native library is there for x86-64 processors, not for this one (%s).\nMaybe take another learner, such as nearest."
                .formatted(processor));
      }
    }
  }

  /** Factorisation machines (Rendle, ICDM 2010), by stochastic gradients. */
  final class Factors {
    private static final double RATE = 0.3;
    private static final int EPOCHS = 10;
    private static final int SILENT = -1;
    private static final int BATCH = 1;
    private static final int SIZE = 4;
    private static final double SPREAD = 0.01;
    private static final long SEED = 20_260_101;

    private Factors() {}

    static Trainer<Regressor> trainer() {
      return new FMRegressionTrainer(
          new SquaredLoss(), new AdaGrad(RATE), EPOCHS, SILENT, BATCH, SEED, SIZE, SPREAD, false);
    }
  }

  /** The mean of the nearest prompts by cosine. */
  final class Neighbours {
    private static final int MOST = 100;

    private Neighbours() {}

    static Trainer<Regressor> trainer(int rows) {
      return new KNNTrainer<>(
          Math.min(MOST, rows),
          DistanceType.COSINE.getDistance(),
          1,
          new AveragingCombiner(),
          KNNModel.Backend.STREAMS,
          NeighboursQueryFactoryType.BRUTE_FORCE);
    }
  }
}
