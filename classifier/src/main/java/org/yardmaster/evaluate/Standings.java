package org.yardmaster.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.metric.ZeroRouter;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/**
 * All policies on the same prompts and the same bootstrap replicates, so that every difference is
 * paired. Statistics are functions of column totals: the number of prompts, then quality and cost
 * of each policy in turn. The single candidates come first, in the comparison's order.
 */
final class Standings {
  private final Resample resample;
  private final int candidates;
  private final int reference;
  private final Field field;

  /**
   * Whom the policies are compared with.
   *
   * @param means of the single candidates
   * @param simulated whether any of them is
   * @param prompts all that are compared
   */
  record Field(Means means, boolean simulated, int prompts) {}

  Standings(Comparison comparison, List<Traffic> traffics, EvaluationSpec spec) {
    this(
        sums(comparison, traffics),
        new Field(comparison.means(), comparison.table().simulated(), comparison.rowCount()),
        spec);
  }

  /** From {@link #sums} made elsewhere. */
  Standings(double[][] sums, Field field, EvaluationSpec spec) {
    this.field = field;
    this.candidates = field.means().ids().size();
    this.reference = field.means().reference();
    this.resample = resample(sums, spec);
  }

  /** Of {@link #sums}, on the same replicates for all. */
  static Resample resample(double[][] sums, EvaluationSpec spec) {
    return new Resample(sums, spec.replicates(), spec.seed(), spec.confidence());
  }

  /** Sums per group: prompts, then quality and cost of each policy in turn. */
  static double[][] sums(Comparison comparison, List<Traffic> traffics) {
    double[][] sums = new double[comparison.groups()][1 + 2 * traffics.size()];
    for (int row = 0; row < comparison.rowCount(); row++) {
      double[] sum = sums[comparison.groupOf()[row]];
      sum[0]++;
      for (int policy = 0; policy < traffics.size(); policy++) {
        sum[qualityColumn(policy)] += traffics.get(policy).quality()[row];
        sum[costColumn(policy)] += traffics.get(policy).costUsd()[row];
      }
    }
    return sums;
  }

  /** How many policies the totals describe. */
  static int policies(double[] totals) {
    return (totals.length - 1) / 2;
  }

  static int qualityColumn(int policy) {
    return 1 + 2 * policy;
  }

  static int costColumn(int policy) {
    return 2 + 2 * policy;
  }

  static double quality(double[] totals, int policy) {
    return totals[qualityColumn(policy)] / totals[0];
  }

  static double usdPer1k(double[] totals, int policy) {
    return 1000 * totals[costColumn(policy)] / totals[0];
  }

  Estimate quality(int policy) {
    return resample.estimate(totals -> quality(totals, policy));
  }

  Estimate usdPer1k(int policy) {
    return resample.estimate(totals -> usdPer1k(totals, policy));
  }

  /** Quality minus that of the reference. */
  Estimate qualityDifference(int policy) {
    return difference(policy, reference);
  }

  /** Quality of one policy minus that of another. */
  Estimate difference(int policy, int other) {
    return resample.estimate(totals -> quality(totals, policy) - quality(totals, other));
  }

  /** 1 - cost / cost of the reference; empty when the reference costs nothing. */
  Optional<Estimate> saving(int policy) {
    ToDoubleFunction<double[]> saving =
        totals -> 1 - totals[costColumn(policy)] / totals[costColumn(reference)];
    return resample.point(totals -> totals[costColumn(reference)]) == 0
        ? Optional.empty()
        : Optional.of(resample.estimate(saving));
  }

  /**
   * How far a policy lies above what the best random mix of single candidates reaches at the
   * policy's own cost. In every replicate the mix is chosen anew with hindsight, which favours the
   * mix: the test errs on the side of not routing.
   */
  Estimate advantage(int policy) {
    return resample.estimate(
        totals ->
            quality(totals, policy)
                - ZeroRouter.qualityAt(
                    singleCosts(totals), singleQualities(totals), usdPer1k(totals, policy)));
  }

  /** Cost of the cheapest random mix as good as the policy, relative to the reference's. */
  Optional<Double> mixSavingAtSameQuality(int policy) {
    double referenceCost = resample.point(totals -> usdPer1k(totals, reference));
    double target = resample.point(totals -> quality(totals, policy));
    double[] costs = singles(index -> resample.point(totals -> usdPer1k(totals, index)));
    double[] qualities = singles(index -> resample.point(totals -> quality(totals, index)));
    return referenceCost == 0
        ? Optional.empty()
        : ZeroRouter.cheapestFor(costs, qualities, target)
            .map(mix -> 1 - mix.cost() / referenceCost);
  }

  private double[] singleCosts(double[] totals) {
    return singles(index -> usdPer1k(totals, index));
  }

  private double[] singleQualities(double[] totals) {
    return singles(index -> quality(totals, index));
  }

  private double[] singles(IntToDoubleFunction statistic) {
    return IntStream.range(0, candidates).mapToDouble(statistic).toArray();
  }

  /** All that the verdict on one policy rests on. */
  Judgement.Findings findings(String id, int policy) {
    return new Judgement.Findings(
        id,
        field.means().ids().get(reference),
        field.simulated(),
        candidates,
        field.prompts(),
        qualityDifference(policy),
        saving(policy),
        advantage(policy),
        mixSavingAtSameQuality(policy));
  }
}
