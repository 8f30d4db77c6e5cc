package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;

/**
 * What becomes of a policy's saving and verdict when one candidate's price changes and the policy's
 * choices do not.
 */
public final class PriceSensitivity {
  private PriceSensitivity() {}

  /**
   * One candidate at one multiple of its price.
   *
   * @param factor what its costs are multiplied by
   * @param reference the best single candidate, which depends on prices only where quality ties
   * @param saving against the reference; a simulated reduction for simulated tables
   */
  public record Scenario(
      String candidate,
      double factor,
      String reference,
      Optional<Estimate> saving,
      Verdict verdict) {}

  /**
   * Every priced candidate at every factor.
   *
   * @throws IllegalArgumentException when no candidate has a price
   */
  public static List<Scenario> of(
      OutcomeTable table, JudgedPolicy policy, double[] factors, EvaluationSpec spec) {
    Comparison comparison = Comparison.of(table);
    if (!comparison.priced()) {
      throw new IllegalArgumentException(
          "Data set (%s) has no prices that could change.".formatted(table.datasetId()));
    }
    JudgedPolicy restricted = comparison.restrict(policy);
    List<Scenario> scenarios = new ArrayList<>();
    for (int candidate = 0; candidate < comparison.candidateCount(); candidate++) {
      for (double factor : factors) {
        Comparison changed = comparison.withPrice(candidate, factor);
        scenarios.add(
            scenario(comparison.candidateId(candidate), factor, changed, restricted, spec));
      }
    }
    return scenarios;
  }

  private static Scenario scenario(
      String candidate,
      double factor,
      Comparison changed,
      JudgedPolicy policy,
      EvaluationSpec spec) {
    List<Traffic> traffics = new ArrayList<>();
    for (JudgedPolicy single : Baselines.singles(changed.means())) {
      traffics.add(Traffic.of(changed, single));
    }
    traffics.add(Traffic.of(changed, policy));
    int main = traffics.size() - 1;
    Standings standings = new Standings(changed, traffics, spec);
    Judgement judgement = Judgement.of(standings.findings(policy.id(), main), spec.margin());
    return new Scenario(
        candidate,
        factor,
        changed.candidateId(changed.reference()),
        standings.saving(main),
        judgement.verdict());
  }
}
