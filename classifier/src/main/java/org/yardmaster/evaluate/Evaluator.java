package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.ResampleUnits;

/** Judges policies on an outcome table, beside every baseline that needs no router. */
public final class Evaluator {
  private final OutcomeTable table;
  private final EvaluationSpec spec;
  private final Comparison comparison;
  private final List<Traffic> traffics;
  private final Standings standings;
  private final Map<String, GapRecovery> recoveries;

  private Evaluator(
      OutcomeTable table,
      List<JudgedPolicy> learned,
      List<Predictions> predictions,
      EvaluationSpec spec) {
    this.table = table;
    this.spec = spec;
    this.comparison = Comparison.of(table);
    this.traffics = traffics(comparison, learned, spec.margin());
    this.standings = new Standings(comparison, traffics, spec);
    this.recoveries = new TreeMap<>();
    for (Predictions each : predictions) {
      GapRecovery.of(comparison, comparison.restrict(each), spec)
          .ifPresent(recovery -> recoveries.put(each.id(), recovery));
    }
  }

  /**
   * Compares on the prompts that every priced candidate answered; without any price, on those that
   * all candidates answered, and then in quality only.
   *
   * @param learned choices per prompt and candidate of the whole table, made without seeing that
   *     prompt's outcomes; the first is the main policy, of which the verdict speaks, and notes
   *     speak of the others; bounds that need the grades may follow
   * @param predictions of the whole table, likewise; APGR goes to the policy with the same id
   * @param design how unseen prompts were obtained
   * @throws IllegalArgumentException when no prompt was answered by all compared candidates, a
   *     candidate has no outcome, or a policy does not fit the table
   */
  public static Evaluation evaluate(
      OutcomeTable table,
      List<JudgedPolicy> learned,
      List<Predictions> predictions,
      String design,
      EvaluationSpec spec) {
    return evaluate(table, learned, predictions, List.of(), design, spec);
  }

  /**
   * The same with the curves of further rules.
   *
   * @param rules of the whole table
   */
  public static Evaluation evaluate(
      OutcomeTable table,
      List<JudgedPolicy> learned,
      List<Predictions> predictions,
      List<RuleCurve> rules,
      String design,
      EvaluationSpec spec) {
    Evaluator evaluator = new Evaluator(table, learned, predictions, spec);
    Comparison comparison = evaluator.comparison;
    List<CostQualityCurve> curves =
        comparison.priced()
            ? Curves.of(
                comparison,
                predictions.stream().map(comparison::restrict).toList(),
                rules.stream().map(comparison::restrict).toList())
            : List.of();
    return evaluator.evaluation(curves, design, !learned.isEmpty());
  }

  private static List<Traffic> traffics(
      Comparison comparison, List<JudgedPolicy> learned, double margin) {
    List<Traffic> traffics = new ArrayList<>();
    for (JudgedPolicy policy : Baselines.of(comparison, margin)) {
      traffics.add(Traffic.of(comparison, policy));
    }
    for (JudgedPolicy policy : learned) {
      Traffic traffic = Traffic.of(comparison, comparison.restrict(policy));
      traffics.add(traffic);
      if (policy.kind() == PolicyKind.LEARNED) {
        traffics.add(Traffic.of(comparison, Baselines.sameShares(policy.id(), traffic.shares())));
      }
    }
    return traffics;
  }

  private Evaluation evaluation(List<CostQualityCurve> curves, String design, boolean anyLearned) {
    int main = anyLearned ? firstLearned() : comparison.reference();
    int[] order = candidateOrder();
    Judgement judgement = judgement(main, anyLearned);
    return new Evaluation(
        table.datasetId(),
        design,
        comparison.rowCount(),
        table.coverage(),
        table.simulated(),
        comparison.candidateId(comparison.reference()),
        spec.margin(),
        traffics.get(main).policy().id(),
        judgement.verdict(),
        judgement.sentence(),
        Candidates.results(table, order, spec),
        IntStream.range(0, traffics.size()).mapToObj(this::policyResult).toList(),
        curves,
        Tasks.results(comparison, traffics.get(main), order),
        notes());
  }

  private int firstLearned() {
    return IntStream.range(0, traffics.size())
        .filter(index -> traffics.get(index).policy().kind() == PolicyKind.LEARNED)
        .findFirst()
        .orElse(comparison.reference());
  }

  /** Compared candidates, then those left out; both in the table's order. */
  private int[] candidateOrder() {
    return IntStream.concat(
            Arrays.stream(comparison.candidates()),
            comparison.leftOut().stream().mapToInt(table::candidateIndex))
        .toArray();
  }

  private PolicyResult policyResult(int index) {
    Traffic traffic = traffics.get(index);
    Optional<GapRecovery> recovery = Optional.ofNullable(recoveries.get(traffic.policy().id()));
    double[] shares = Arrays.copyOf(traffic.shares(), table.candidateCount());
    return new PolicyResult(
        traffic.policy().id(),
        traffic.policy().kind(),
        standings.quality(index),
        standings.qualityDifference(index),
        comparison.priced() ? Optional.of(standings.usdPer1k(index)) : Optional.empty(),
        comparison.priced() ? standings.saving(index) : Optional.empty(),
        recovery.map(GapRecovery::compat),
        traffic.p50Seconds(),
        traffic.p95Seconds(),
        DoubleStream.of(shares).boxed().toList(),
        traffic.policy().note());
  }

  private Judgement judgement(int main, boolean anyLearned) {
    String reference = comparison.candidateId(comparison.reference());
    if (!anyLearned) {
      return new Judgement(
          Verdict.NOT_ENOUGH_DATA,
          "Not enough data: no learned policy was judged; %s is the best single candidate."
              .formatted(reference));
    }
    Estimate difference = standings.qualityDifference(main);
    if (!comparison.priced()) {
      return new Judgement(
          Verdict.NOT_ENOUGH_DATA,
          String.format(
              Locale.ROOT,
              "Not enough data: no candidate has a price, so only quality can be compared; %s"
                  + " differs from always %s by %+.2f points [%+.2f, %+.2f].",
              traffics.get(main).policy().id(),
              reference,
              100 * difference.value(),
              100 * difference.low(),
              100 * difference.high()));
    }
    return Judgement.of(standings.findings(traffics.get(main).policy().id(), main), spec.margin());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (table.simulated()) {
      List<String> simulated =
          table.candidates().stream().filter(Candidate::simulated).map(Candidate::id).toList();
      notes.add("Simulated candidates: %s.".formatted(String.join(", ", simulated)));
    }
    if (!comparison.priced()) {
      notes.add("No candidate has a price for all its answers: quality only, no cost comparison.");
    } else if (!comparison.leftOut().isEmpty()) {
      notes.add(
          "Kept out of all comparisons for want of a price: %s."
              .formatted(String.join(", ", comparison.leftOut())));
    }
    int missing = table.sampleCount() - comparison.rowCount();
    if (missing > 0) {
      notes.add(
          "%d of %d prompts are left out: not every compared candidate answered them."
              .formatted(missing, table.sampleCount()));
    }
    if (comparison.groups() < comparison.rowCount()) {
      notes.add(groupNote(comparison.rowCount(), comparison.groups()));
    }
    if (comparison.priced() && comparison.meanCost(comparison.reference()) == 0) {
      notes.add("The reference costs nothing, so no cost can be put in relation to it.");
    }
    recoveries.forEach((id, recovery) -> notes.add(apgrNote(id, recovery)));
    further().forEach(policy -> notes.add(ownSentence(policy)));
    return notes;
  }

  /** Learned policies but for the main one. */
  private IntStream further() {
    return IntStream.range(0, traffics.size())
        .filter(index -> traffics.get(index).policy().kind() == PolicyKind.LEARNED)
        .skip(1);
  }

  private String ownSentence(int policy) {
    return "%s by itself: %s"
        .formatted(traffics.get(policy).policy().id(), judgement(policy, true).sentence());
  }

  /** What intervals resample. */
  static String groupNote(int prompts, int units) {
    return units == ResampleUnits.MOST
        ? "Intervals resample %,d blocks of whole groups.".formatted(units)
        : "%d prompts form %d groups; intervals resample whole groups.".formatted(prompts, units);
  }

  private static String apgrNote(String id, GapRecovery recovery) {
    return String.format(
        Locale.ROOT,
        "APGR of %s: %.4f [%.4f, %.4f] by the published program (ten bins), %.4f [%.4f, %.4f] over"
            + " every threshold.",
        id,
        recovery.compat().value(),
        recovery.compat().low(),
        recovery.compat().high(),
        recovery.exact().value(),
        recovery.exact().low(),
        recovery.exact().high());
  }
}
