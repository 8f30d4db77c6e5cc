package org.yardmaster.train;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;

/** Tribuo's LibLinear trainers (LIBLINEAR, JMLR 9, 2008): deterministic, convex, L2-regularised. */
final class TribuoLearner {
  private static final int MOST_ITERATIONS = 1000;
  private static final double TOLERANCE = 0.03;
  private static final int ALL = -1;

  /** Errors below this count as none. */
  private static final double INSENSITIVE = 1e-6;

  private final double cost;

  TribuoLearner(double cost) {
    this.cost = cost;
  }

  /**
   * Learns several numbers by L2-regularised squared error; those known on the same rows are
   * learned from one shared data set.
   *
   * @param targets {@code [head][table row]}; NaN where unknown
   */
  List<LinearFit> leastSquares(
      LearningBasis basis, int[] rows, double[][] targets, String subject) {
    LinearFit[] fits = new LinearFit[targets.length];
    Arrays.fill(fits, LinearFit.constant(0, subject + ": nothing known"));
    for (SharedHeads shared : SharedHeads.of(rows, targets)) {
      learn(basis, shared, targets, subject, fits);
    }
    return List.of(fits);
  }

  private void learn(
      LearningBasis basis,
      SharedHeads shared,
      double[][] targets,
      String subject,
      LinearFit[] fits) {
    MutableDataset<Regressor> data = shared.data(basis, targets, subject);
    LibLinearModel<Regressor> model =
        new LibLinearRegressionTrainer(
                new LinearRegressionType(LinearRegressionType.LinearType.L2R_L2LOSS_SVR),
                cost,
                MOST_ITERATIONS,
                TOLERANCE,
                INSENSITIVE)
            .train(data);
    String provenance = origin(model);
    Map<String, List<Pair<String, Double>>> learned = model.getTopFeatures(ALL);
    Example<Regressor> first = data.getExample(0);
    Regressor predicted = model.predict(first).getOutput();
    for (int at = 0; at < shared.heads().size(); at++) {
      String name = SharedHeads.name(at);
      double[] weights = new double[basis.columns()];
      for (Pair<String, Double> weight : learned.getOrDefault(name, List.of())) {
        // The constant term is listed too, by a name that is no column's.
        if (Character.isDigit(weight.getA().charAt(0))) {
          weights[Integer.parseInt(weight.getA())] = weight.getB();
        }
      }
      double value = predicted.getDimension(name).orElseThrow().getValue();
      fits[shared.heads().get(at)] =
          new LinearFit(weights, shared.means()[at] + bias(value, first, weights), provenance);
    }
  }

  /** Tribuo keeps the constant term to itself: it is what one prediction has beyond its weights. */
  private static double bias(double value, Example<?> example, double[] weights) {
    double bias = value;
    for (Feature feature : example) {
      bias -= feature.getValue() * weights[Integer.parseInt(feature.getName())];
    }
    return bias;
  }

  /** Tribuo's record without its time stamps: equal data and settings give equal policies. */
  private static String origin(LibLinearModel<?> model) {
    ModelProvenance provenance = model.getProvenance();
    return "Tribuo %s, %s, %s"
        .formatted(
            provenance.getTribuoVersion(),
            provenance.getClassName(),
            provenance.getTrainerProvenance());
  }
}
