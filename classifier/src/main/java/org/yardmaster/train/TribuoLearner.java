package org.yardmaster.train;

import de.bwaldvogel.liblinear.Model;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;

/** Tribuo's LibLinear trainers (LIBLINEAR, JMLR 9, 2008): deterministic, convex, L2-regularised. */
final class TribuoLearner {
  private static final int MOST_ITERATIONS = 1000;
  private static final double TOLERANCE = 0.01;
  private static final String RIGHT = "right";
  private static final String WRONG = "wrong";

  private final double cost;

  TribuoLearner(double cost) {
    this.cost = cost;
  }

  /**
   * Learns the log-odds of a quality of 1.
   *
   * @param quality 0 or 1 per row
   */
  LinearFit logistic(LearningBasis basis, int[] rows, double[] quality, String subject) {
    double mean = Arrays.stream(rows).mapToDouble(row -> quality[row]).average().orElse(0.5);
    if (mean == 0 || mean == 1) {
      return LinearFit.constant(mean == 1 ? 4 : -4, subject + ": one class only");
    }
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> data =
        new MutableDataset<>(
            new ListDataSource<>(
                Arrays.stream(rows)
                    .mapToObj(
                        row -> basis.example(row, new Label(quality[row] == 1 ? RIGHT : WRONG)))
                    .toList(),
                factory,
                new SimpleDataSourceProvenance(subject, factory)));
    LibLinearModel<Label> model =
        new LibLinearClassificationTrainer(
                new LinearClassificationType(LinearClassificationType.LinearType.L2R_LR),
                cost,
                MOST_ITERATIONS,
                TOLERANCE)
            .train(data);
    int rightId = model.getOutputIDInfo().getID(new Label(RIGHT));
    Model inner = model.getInnerModels().getFirst();
    return fit(model, inner, inner.getLabels()[0] == rightId ? 1 : -1, 0);
  }

  /** Learns a number by L2-regularised squared error. */
  LinearFit leastSquares(LearningBasis basis, int[] rows, double[] target, String subject) {
    double mean = Arrays.stream(rows).mapToDouble(row -> target[row]).average().orElse(0);
    if (Arrays.stream(rows).allMatch(row -> target[row] == mean)) {
      return LinearFit.constant(mean, subject + ": one value only");
    }
    IntFunction<Example<Regressor>> example =
        row -> basis.example(row, new Regressor("value", target[row] - mean));
    RegressionFactory factory = new RegressionFactory();
    MutableDataset<Regressor> data =
        new MutableDataset<>(
            new ListDataSource<>(
                Arrays.stream(rows).mapToObj(example).toList(),
                factory,
                new SimpleDataSourceProvenance(subject, factory)));
    LibLinearModel<Regressor> model =
        new LibLinearRegressionTrainer(
                new LinearRegressionType(LinearRegressionType.LinearType.L2R_L2LOSS_SVR),
                cost,
                MOST_ITERATIONS,
                TOLERANCE,
                1e-6)
            .train(data);
    return fit(model, model.getInnerModels().getFirst(), 1, mean);
  }

  private static LinearFit fit(LibLinearModel<?> model, Model inner, double sign, double offset) {
    double[] learned = inner.getFeatureWeights();
    ImmutableFeatureMap features = model.getFeatureIDMap();
    Map<String, Double> weights = new HashMap<>();
    for (var feature : features) {
      double weight = sign * learned[features.getID(feature.getName())];
      if (weight != 0) {
        weights.put(feature.getName(), weight);
      }
    }
    double bias = offset + sign * learned[features.size()];
    return new LinearFit(weights, bias, origin(model));
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
