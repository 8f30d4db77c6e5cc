package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Item response with explanatory items: the log-odds that a candidate is right are its intercept
 * plus its slopes times a few positions of the prompt, and a position is a linear function of the
 * prompt's features shared by all candidates. With one position this is the two-parameter logistic
 * model (Birnbaum, 1968; item covariates: De Boeck and Wilson, 2004) with prompt and candidate
 * changing places; with more it is the matrix factorisation of RouteLLM (arXiv 2406.18665) with the
 * prompt's embedding learned from its features. So a candidate that few outcomes are known of needs
 * only an intercept and its slopes, which are held towards what the others have. The result is one
 * linear function per candidate.
 *
 * <p>Positions, then slopes and intercepts, are fitted in turn by {@link LogisticProblem}, from the
 * principal axes of the outcomes. Deterministic.
 */
final class FactorLearner {
  private static final int MOST_POSITIONS = 2;
  private static final int ROUNDS = 2;

  private final double cost;
  private final int most;

  /**
   * A learner.
   *
   * @param cost weight of the loss against half the squared length of a position's weights; a
   *     prompt counts once, however many candidates answered it
   */
  FactorLearner(double cost) {
    this(cost, MOST_POSITIONS);
  }

  /** The same with at most so many positions. */
  FactorLearner(double cost, int most) {
    this.cost = cost;
    this.most = most;
  }

  /**
   * Learns the log-odds of several shares from the same rows.
   *
   * @param targets {@code [head][table row]} in [0, 1]; NaN where unknown
   */
  List<LinearFit> fit(LearningBasis basis, int[] rows, double[][] targets) {
    double[][] known =
        Arrays.stream(targets)
            .map(column -> Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
            .toArray(double[][]::new);
    Fit fit = new Fit(DesignMatrix.of(basis, rows), known);
    for (int round = 0; round < ROUNDS; round++) {
      fit.positions();
      fit.slopes();
    }
    return fit.folded(basis);
  }

  /** What is known so far; positions have variance one over the rows. */
  private final class Fit {
    private final DesignMatrix matrix;
    private final double[][] target;
    private final double[] share;
    private final double[] intercept;
    private final double[][] slope;
    private final double[][] position;
    private final double[][] weights;

    /** Starts with the principal axes. */
    Fit(DesignMatrix matrix, double[][] target) {
      this.matrix = matrix;
      this.target = target;
      this.share = shares(target);
      this.intercept = Arrays.stream(share).map(LogisticLearner::logOdds).toArray();
      this.slope = PrincipalAxes.of(target, share, Math.min(most, target.length));
      this.position = new double[slope.length][matrix.rows()];
      this.weights = new double[slope.length][matrix.columns() + 1];
    }

    /** Learns each position, given the others and what the candidates make of it. */
    void positions() {
      for (int factor = 0; factor < slope.length; factor++) {
        Arrays.fill(position[factor], 0);
        // Else the weights would be held towards 0 the more, the larger the slopes have become.
        slope[factor] = PrincipalAxes.scaled(slope[factor]);
        weights[factor] =
            new LogisticProblem(matrix, cost / target.length, target, scores(), slope[factor])
                .solve();
        int constant = matrix.columns();
        for (int row = 0; row < matrix.rows(); row++) {
          position[factor][row] = matrix.times(row, weights[factor]) + weights[factor][constant];
        }
        standardise(factor);
      }
    }

    /** Keeps every score: the candidates' slopes take what the position gives away. */
    private void standardise(int factor) {
      double mean = Arrays.stream(position[factor]).average().orElse(0);
      double deviation =
          Math.sqrt(
              Arrays.stream(position[factor])
                  .map(value -> (value - mean) * (value - mean))
                  .average()
                  .orElse(0));
      if (deviation == 0) {
        return;
      }
      weights[factor][matrix.columns()] -= mean;
      Arrays.setAll(weights[factor], column -> weights[factor][column] / deviation);
      Arrays.setAll(position[factor], row -> (position[factor][row] - mean) / deviation);
      for (int head = 0; head < target.length; head++) {
        intercept[head] += slope[factor][head] * mean;
        slope[factor][head] *= deviation;
      }
    }

    /** Learns what each candidate makes of the positions, held towards what all make of them. */
    void slopes() {
      double[] usual =
          Arrays.stream(slope).mapToDouble(heads -> weightedMean(heads, target)).toArray();
      for (int head = 0; head < target.length; head++) {
        CandidateCurve curve = CandidateCurve.fit(position, usual, target[head], share[head]);
        for (int factor = 0; factor < usual.length; factor++) {
          slope[factor][head] = curve.slope()[factor];
        }
        intercept[head] = curve.intercept();
      }
    }

    private double[][] scores() {
      double[][] scores = new double[target.length][matrix.rows()];
      for (int head = 0; head < scores.length; head++) {
        for (int row = 0; row < scores[head].length; row++) {
          scores[head][row] = intercept[head];
          for (int factor = 0; factor < slope.length; factor++) {
            scores[head][row] += slope[factor][head] * position[factor][row];
          }
        }
      }
      return scores;
    }

    List<LinearFit> folded(LearningBasis basis) {
      String provenance =
          "item response with %d positions learned from the features, C %s, %d prompts"
              .formatted(slope.length, cost, matrix.rows());
      return IntStream.range(0, target.length)
          .mapToObj(head -> folded(basis, head, provenance))
          .toList();
    }

    private LinearFit folded(LearningBasis basis, int head, String provenance) {
      double[] folded = new double[basis.columns()];
      double bias = intercept[head];
      for (int factor = 0; factor < slope.length; factor++) {
        double worth = slope[factor][head];
        double[] position = matrix.spread(weights[factor], basis.columns());
        Arrays.setAll(folded, column -> folded[column] + worth * position[column]);
        bias += worth * weights[factor][matrix.columns()];
      }
      return new LinearFit(folded, bias, provenance);
    }
  }

  private static double[] shares(double[][] target) {
    double all =
        Arrays.stream(target)
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .average()
            .orElse(0);
    return Arrays.stream(target).mapToDouble(column -> CandidateCurve.share(column, all)).toArray();
  }

  /** Mean over the candidates, each weighted by its outcomes. */
  private static double weightedMean(double[] values, double[][] target) {
    double sum = 0;
    double weight = 0;
    for (int head = 0; head < values.length; head++) {
      long known = Arrays.stream(target[head]).filter(value -> !Double.isNaN(value)).count();
      sum += known * values[head];
      weight += known;
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
