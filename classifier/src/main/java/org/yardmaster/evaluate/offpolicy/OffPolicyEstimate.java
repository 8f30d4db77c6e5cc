package org.yardmaster.evaluate.offpolicy;

import java.util.Arrays;
import java.util.Locale;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/**
 * Mean reward of a policy that did not serve, three ways (Dudík, Langford and Li, arXiv 1103.4601;
 * self-normalisation: Swaminathan and Joachims 2015), with bootstrap intervals over groups.
 *
 * @param inversePropensity unbiased, wild when weights are large
 * @param selfNormalised slightly biased, steadier; lies within the range of rewards
 * @param doublyRobust unbiased if either the propensities or the reward model are right
 * @param effectiveSampleSize calls that equally weighted data would need for the same variance:
 *     squared sum of weights / sum of squared weights (Kish 1965)
 * @param meanWeight should be 1; if its interval excludes 1, the propensities are not what was done
 * @param calls in the log
 */
public record OffPolicyEstimate(
    Estimate inversePropensity,
    Estimate selfNormalised,
    Estimate doublyRobust,
    double effectiveSampleSize,
    Estimate meanWeight,
    int calls) {
  /** Below this effective sample size the intervals cover the truth less often than they say. */
  public static final double FEWEST_EFFECTIVE = 100;

  /**
   * Judges a policy on a log.
   *
   * @param modelLogged the reward model's expectation for the logged choice, per call; the model
   *     must not have been fitted on these calls
   * @param modelTarget its expectation under the policy in question, per call
   */
  public static OffPolicyEstimate of(
      LoggedChoices log,
      double[] modelLogged,
      double[] modelTarget,
      int replicates,
      long seed,
      double confidence) {
    if (modelLogged.length != log.calls() || modelTarget.length != log.calls()) {
      throw new IllegalArgumentException(
          "The reward model has %d and %d expectations; expected one per call (%d)."
              .formatted(modelLogged.length, modelTarget.length, log.calls()));
    }
    double[][] sums = new double[log.groups()][4];
    double squares = 0;
    for (int call = 0; call < log.calls(); call++) {
      double weight = log.weight(call);
      double[] sum = sums[log.groupOf()[call]];
      sum[0]++;
      sum[1] += weight;
      sum[2] += weight * log.reward()[call];
      sum[3] += modelTarget[call] + weight * (log.reward()[call] - modelLogged[call]);
      squares += weight * weight;
    }
    double weights = Arrays.stream(sums).mapToDouble(sum -> sum[1]).sum();
    Resample resample = new Resample(sums, replicates, seed, confidence);
    return new OffPolicyEstimate(
        resample.estimate(totals -> totals[2] / totals[0]),
        resample.estimate(totals -> totals[1] == 0 ? 0 : totals[2] / totals[1]),
        resample.estimate(totals -> totals[3] / totals[0]),
        squares == 0 ? 0 : weights * weights / squares,
        resample.estimate(totals -> totals[1] / totals[0]),
        log.calls());
  }

  /** Without a reward model: the doubly robust estimate then equals the unbiased one. */
  public static OffPolicyEstimate of(
      LoggedChoices log, int replicates, long seed, double confidence) {
    double[] nothing = new double[log.calls()];
    return of(log, nothing, nothing, replicates, seed, confidence);
  }

  /** Whether the log can tell at all. */
  public boolean enough() {
    return effectiveSampleSize >= FEWEST_EFFECTIVE;
  }

  /** Whether the logged propensities fit what was done. */
  public boolean propensitiesFit() {
    return meanWeight.low() <= 1 && meanWeight.high() >= 1;
  }

  /** One sentence with the doubly robust figure, or why there is none. */
  public String sentence() {
    if (!enough()) {
      return String.format(
          Locale.ROOT,
          "The log cannot tell: %,d calls are worth %.0f for this policy, at least %.0f are"
              + " needed.",
          calls,
          effectiveSampleSize,
          FEWEST_EFFECTIVE);
    }
    String doubt =
        propensitiesFit()
            ? ""
            : String.format(
                Locale.ROOT,
                " The mean weight is %.3f [%.3f, %.3f] instead of 1: the logged propensities are"
                    + " not what was done.",
                meanWeight.value(),
                meanWeight.low(),
                meanWeight.high());
    return String.format(
            Locale.ROOT,
            "Doubly robust mean %.4f [%.4f, %.4f] from %,d calls, worth %.0f for this policy.",
            doublyRobust.value(),
            doublyRobust.low(),
            doublyRobust.high(),
            calls,
            effectiveSampleSize)
        + doubt;
  }
}
