package org.yardmaster.train;

import java.util.Arrays;

/**
 * What one candidate makes of a prompt's positions: log-odds of success are the intercept plus the
 * slopes times the positions.
 */
record CandidateCurve(double intercept, double[] slope) {
  /** Weight of the candidate's outcomes against half the squared distance from the usual slopes. */
  private static final double COST = 0.5;

  /** A candidate's share counts as if so many more outcomes had given the usual one. */
  private static final double PRIOR_OUTCOMES = 2;

  /**
   * Learns both from what is known of the candidate.
   *
   * @param position {@code [positions][rows]}
   * @param usual the slopes that are taken where nothing is known
   * @param target by row, in [0, 1]; NaN where unknown
   * @param share of success, see {@link #share}
   */
  static CandidateCurve fit(double[][] position, double[] usual, double[] target, double share) {
    double start = LogisticLearner.logOdds(share);
    double[] offset = new double[target.length];
    for (int row = 0; row < offset.length; row++) {
      offset[row] = start;
      for (int factor = 0; factor < usual.length; factor++) {
        offset[row] += usual[factor] * position[factor][row];
      }
    }
    double[] learned =
        new LogisticProblem(
                DesignMatrix.dense(position),
                COST,
                new double[][] {target},
                new double[][] {offset},
                new double[] {1})
            .solve();
    double[] slope = usual.clone();
    Arrays.setAll(slope, factor -> slope[factor] + learned[factor]);
    return new CandidateCurve(start + learned[usual.length], slope);
  }

  /** Mean of what is known of a candidate, held towards the usual one. */
  static double share(double[] target, double usual) {
    double[] known = Arrays.stream(target).filter(value -> !Double.isNaN(value)).toArray();
    return (Arrays.stream(known).sum() + PRIOR_OUTCOMES * usual) / (known.length + PRIOR_OUTCOMES);
  }
}
