package org.yardmaster.train;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
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
    Map<BitSet, List<Integer>> heads = new LinkedHashMap<>();
    for (int head = 0; head < targets.length; head++) {
      heads.computeIfAbsent(known(rows, targets[head]), set -> new ArrayList<>()).add(head);
    }
    heads.forEach(
        (known, group) -> {
          if (!known.isEmpty()) {
            shared(basis, known.stream().toArray(), targets, group, subject, fits);
          }
        });
    return List.of(fits);
  }

  private static BitSet known(int[] rows, double[] target) {
    BitSet known = new BitSet();
    Arrays.stream(rows).filter(row -> !Double.isNaN(target[row])).forEach(known::set);
    return known;
  }

  private void shared(
      LearningBasis basis,
      int[] rows,
      double[][] targets,
      List<Integer> heads,
      String subject,
      LinearFit[] fits) {
    double[] means =
        heads.stream()
            .mapToDouble(head -> Arrays.stream(rows).mapToDouble(row -> targets[head][row]).sum())
            .map(sum -> sum / rows.length)
            .toArray();
    String[] names =
        IntStream.range(0, means.length).mapToObj("%06d"::formatted).toArray(String[]::new);
    IntFunction<Example<Regressor>> example =
        row ->
            basis.example(
                row,
                new Regressor(
                    names,
                    IntStream.range(0, means.length)
                        .mapToDouble(at -> targets[heads.get(at)][row] - means[at])
                        .toArray()));
    RegressionFactory factory = new RegressionFactory();
    List<Example<Regressor>> examples = Arrays.stream(rows).mapToObj(example).toList();
    MutableDataset<Regressor> data =
        new MutableDataset<>(
            new ListDataSource<>(
                examples, factory, new SimpleDataSourceProvenance(subject, factory)));
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
    Regressor predicted = model.predict(examples.getFirst()).getOutput();
    for (int at = 0; at < means.length; at++) {
      double[] weights = new double[basis.columns()];
      for (Pair<String, Double> weight : learned.getOrDefault(names[at], List.of())) {
        // The constant term is listed too, by a name that is no column's.
        if (Character.isDigit(weight.getA().charAt(0))) {
          weights[Integer.parseInt(weight.getA())] = weight.getB();
        }
      }
      double value = predicted.getDimension(names[at]).orElseThrow().getValue();
      fits[heads.get(at)] =
          new LinearFit(weights, means[at] + bias(value, examples.getFirst(), weights), provenance);
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
