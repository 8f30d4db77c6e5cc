package org.yardmaster.export;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;

/**
 * What rules lose against the policy they were fitted to, on prompts that neither was fitted on.
 *
 * @param rules how many rules
 * @param prompts judged
 * @param agreement share of the prompts on which both choose the same candidate
 * @param comparison quality and cost of the rules against the policy's
 */
public record Distillation(
    int rules, int prompts, Estimate agreement, PolicyComparison comparison) {
  public Distillation {
    requireNonNull(agreement, "agreement is null");
    requireNonNull(comparison, "comparison is null");
  }

  /**
   * Judges.
   *
   * @param table held-out prompts with outcomes
   * @throws IllegalArgumentException when the table lacks one of the policy's candidates
   */
  public static Distillation judge(
      Policy policy, Rules rules, OutcomeTable table, EvaluationSpec spec) {
    int[] columns =
        policy.candidates().stream()
            .map(CandidateModel::id)
            .mapToInt(id -> column(table, id))
            .toArray();
    Decider decider = new Decider(policy);
    int[] before = new int[table.sampleCount()];
    int[] after = new int[before.length];
    for (int row = 0; row < before.length; row++) {
      Sample sample = table.samples().get(row);
      before[row] = columns[decider.choose(sample.prompt().routingText(), Constraints.NONE)];
      after[row] = columns[rules.choose(sample)];
    }
    return new Distillation(
        rules.size(),
        before.length,
        agreement(table.samples(), before, after, spec),
        PolicyComparison.of(table, judged("policy", before), judged("rules", after), spec));
  }

  /** For people: what deploying the rules instead of the policy costs. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s with the policy on %.1f %% [%.1f, %.1f] of %,d held-out prompts; %s",
        rules == 1 ? "1 rule agrees" : rules + " rules agree",
        100 * agreement.value(),
        100 * agreement.low(),
        100 * agreement.high(),
        prompts,
        comparison.sentence());
  }

  private static JudgedPolicy judged(String id, int[] choice) {
    return new JudgedPolicy(id, PolicyKind.LEARNED, new Assignment.Fixed(choice), "distilled");
  }

  private static int column(OutcomeTable table, String id) {
    int index = table.candidateIndex(id);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Data set %s has no outcomes of candidate %s.\nMaybe distil on the data set that the policy was trained on."
              .formatted(table.datasetId(), id));
    }
    return index;
  }

  private static Estimate agreement(
      List<Sample> samples, int[] before, int[] after, EvaluationSpec spec) {
    Map<String, Integer> groups = new HashMap<>();
    int[] groupOf =
        samples.stream()
            .mapToInt(sample -> groups.computeIfAbsent(sample.groupId(), id -> groups.size()))
            .toArray();
    double[][] sums = new double[groups.size()][2];
    for (int row = 0; row < before.length; row++) {
      sums[groupOf[row]][0]++;
      sums[groupOf[row]][1] += before[row] == after[row] ? 1 : 0;
    }
    return new Resample(sums, spec.replicates(), spec.seed(), spec.confidence())
        .estimate(totals -> totals[1] / totals[0]);
  }
}
