package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Holm;

/**
 * A policy beside one of the baselines, with its p-value corrected for the number of baselines
 * (Holm 1979): what looks better than one of many may be luck.
 *
 * @param baseline id of what it is compared with
 * @param difference quality of the policy less that of the baseline, paired
 * @param pValue two-sided, that both are equally good (sign flips over groups)
 * @param adjusted the same after Holm's correction over all baselines
 */
public record Rival(String baseline, Estimate difference, double pValue, double adjusted) {

  /**
   * The policy against every baseline, in their order; the oracle is a bound and not among them.
   *
   * @param policy choices for the whole table
   */
  public static List<Rival> of(OutcomeTable table, JudgedPolicy policy, EvaluationSpec spec) {
    Comparison comparison = Comparison.of(table);
    JudgedPolicy restricted = comparison.restrict(policy);
    List<JudgedPolicy> baselines =
        Baselines.of(comparison, spec.margin()).stream()
            .filter(one -> one.kind() == PolicyKind.BASELINE)
            .toList();
    List<PolicyComparison> found =
        baselines.stream()
            .map(one -> PolicyComparison.of(comparison, one, restricted, spec))
            .toList();
    double[] adjusted = Holm.adjust(found.stream().mapToDouble(PolicyComparison::pValue).toArray());
    List<Rival> rivals = new ArrayList<>();
    for (int index = 0; index < adjusted.length; index++) {
      PolicyComparison one = found.get(index);
      rivals.add(
          new Rival(baselines.get(index).id(), one.quality(), one.pValue(), adjusted[index]));
    }
    return rivals;
  }

  /** Whether quality differs from the baseline's, at a level such as 0.05 for all of them. */
  public String reading(double level) {
    if (adjusted >= level) {
      return "tie";
    }
    return difference.value() > 0 ? "better" : "worse";
  }
}
