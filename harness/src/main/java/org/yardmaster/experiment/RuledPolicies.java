package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.RuleCurve;
import org.yardmaster.evaluate.RuleKind;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.train.OutOfFold;

/**
 * What rules chose by the same expectations, each prompt by prompt.
 *
 * @param policies one per rule; the first is the main one
 * @param curves of the rules but for the utility rule, whose curve is that of the expectations
 */
record RuledPolicies(List<JudgedPolicy> policies, List<RuleCurve> curves) {

  /** One policy that decides by utility. */
  static RuledPolicies one(int[] choice, String note) {
    return new RuledPolicies(List.of(policy(EvaluateRun.LEARNED, choice, note)), List.of());
  }

  /**
   * Out of fold.
   *
   * @param columns the table's candidates that were learned
   */
  static RuledPolicies of(OutOfFold learned, Teaching teaching, int[] columns) {
    List<JudgedPolicy> policies = new ArrayList<>();
    List<RuleCurve> curves = new ArrayList<>();
    for (RuleKind rule : teaching.rules()) {
      if (rule == RuleKind.UTILITY) {
        policies.add(policy(id(rule), mapped(learned.choice(), columns), note(rule)));
      } else {
        OutOfFold.Ruled ruled = learned.ruled().get(teaching.families().indexOf(rule));
        policies.add(policy(id(rule), mapped(ruled.choice(), columns), note(rule)));
        int[] all = IntStream.range(0, ruled.choice().length).toArray();
        curves.add(new RuleCurve(id(rule), ruled.sweep().mapped(all, index -> columns[index])));
      }
    }
    return new RuledPolicies(policies, curves);
  }

  private static int[] mapped(int[] choice, int[] columns) {
    return Arrays.stream(choice).map(index -> columns[index]).toArray();
  }

  /** The policy of a rule in every evaluation; the utility rule is the learned policy's own. */
  static String id(RuleKind rule) {
    return rule == RuleKind.UTILITY ? EvaluateRun.LEARNED : EvaluateRun.LEARNED + ":" + rule;
  }

  private static String note(RuleKind rule) {
    return switch (rule) {
      case UTILITY -> "operating point chosen inside each fold on what its weights did not see";
      case FLOOR ->
          "the cheapest candidate expected to reach a floor, else the likeliest; the floor chosen"
              + " inside each fold likewise";
      case ABSTAIN ->
          "by utility, but the best single candidate where less success is expected of the choice"
              + " than a threshold; both chosen inside each fold likewise";
    };
  }

  private static JudgedPolicy policy(String id, int[] choice, String note) {
    return new JudgedPolicy(id, PolicyKind.LEARNED, new Assignment.Fixed(choice), note);
  }

  /** The same on some of the rows. */
  RuledPolicies picked(int[] rows) {
    return new RuledPolicies(
        policies.stream().map(policy -> picked(policy, rows)).toList(),
        curves.stream()
            .map(
                curve ->
                    new RuleCurve(
                        curve.id(), curve.sweep().mapped(rows, IntUnaryOperator.identity())))
            .toList());
  }

  /** One policy that chooses prompt by prompt, on some of the rows. */
  static JudgedPolicy picked(JudgedPolicy policy, int[] rows) {
    int[] choice = ((Assignment.Fixed) policy.assignment()).choice();
    return new JudgedPolicy(
        policy.id(),
        policy.kind(),
        new Assignment.Fixed(Arrays.stream(rows).map(row -> choice[row]).toArray()),
        policy.note());
  }

  /** How each further policy compares with the first, prompt by prompt. */
  List<String> beside(OutcomeTable table, EvaluationSpec spec) {
    return policies.stream()
        .skip(1)
        .map(policy -> PolicyComparison.of(table, policies.getFirst(), policy, spec).sentence())
        .toList();
  }
}
