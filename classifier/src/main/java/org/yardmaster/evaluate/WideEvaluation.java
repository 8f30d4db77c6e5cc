package org.yardmaster.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.stats.Resample;

/**
 * The judgement of {@link Evaluator} from sums, for data sets beyond memory: policies, baselines,
 * intervals, tasks and verdict are the same, on the same bootstrap replicates. Curves, latencies
 * and APGR need the rows themselves and are left out, which a note says.
 */
public final class WideEvaluation {
  private static final String LEFT_OUT =
      "Judged from sums in two passes: without curves, latencies and APGR, which need every row in"
          + " memory.";

  private final String dataset;
  private final List<Candidate> candidates;
  private final WideMeans means;
  private final WideSums sums;
  private final EvaluationSpec spec;

  /**
   * A judgement.
   *
   * @param candidates in the order of the table's columns
   */
  public WideEvaluation(
      String dataset,
      List<Candidate> candidates,
      WideMeans means,
      WideSums sums,
      EvaluationSpec spec) {
    this.dataset = dataset;
    this.candidates = List.copyOf(candidates);
    this.means = means;
    this.sums = sums;
    this.spec = spec;
    if (means.completeRows() == 0) {
      throw new IllegalArgumentException(
          "Data set (%s) has no prompt that all %d compared candidates answered (%d prompts)."
              .formatted(dataset, candidates.size(), means.rows()));
    }
  }

  /** A policy, what it sums to, and its share of prompts per candidate. */
  private record Entry(JudgedPolicy policy, WideSums.Column column, double[] shares) {}

  /**
   * Judges.
   *
   * @param policyId of the learned policy whose choices were added up
   * @param note how its operating point was chosen
   * @param design how unseen prompts were obtained
   */
  public Evaluation evaluation(String policyId, String note, String design) {
    List<Entry> entries = entries(policyId, note);
    boolean simulated = candidates.stream().anyMatch(Candidate::simulated);
    int prompts = Math.toIntExact(means.completeRows());
    Standings standings =
        new Standings(
            sums.standings(entries.stream().map(Entry::column).toList()),
            new Standings.Field(means.means(), simulated, prompts),
            spec);
    int main = entries.size() - 2;
    Judgement judgement = Judgement.of(standings.findings(policyId, main), spec.margin());
    return new Evaluation(
        dataset,
        design,
        prompts,
        means.coverage(),
        simulated,
        means.candidates().get(means.means().reference()),
        spec.margin(),
        policyId,
        judgement.verdict(),
        judgement.sentence(),
        candidateResults(),
        IntStream.range(0, entries.size())
            .mapToObj(index -> result(standings, index, entries.get(index)))
            .toList(),
        List.of(),
        sums.taskResults(),
        notes(simulated, prompts));
  }

  /** In the order that {@link Evaluator} has them. */
  private List<Entry> entries(String policyId, String note) {
    List<Entry> entries = new ArrayList<>();
    for (JudgedPolicy blind : Baselines.blind(means.means(), spec.margin(), true)) {
      entries.add(mixture(blind));
    }
    for (WideSums.Choosing choosing : WideSums.Choosing.values()) {
      double[] shares = sums.shares(choosing, means.completeRows());
      Assignment assignment = new Assignment.Mixture(shares);
      JudgedPolicy policy =
          switch (choosing) {
            case TASK_TABLE -> Baselines.taskTable(assignment);
            case ORACLE -> Baselines.oracle(assignment);
            case LEARNED -> new JudgedPolicy(policyId, PolicyKind.LEARNED, assignment, note);
          };
      entries.add(new Entry(policy, WideSums.Column.of(choosing, candidates.size()), shares));
    }
    entries.add(
        mixture(
            Baselines.sameShares(
                policyId, sums.shares(WideSums.Choosing.LEARNED, means.completeRows()))));
    return entries;
  }

  private Entry mixture(JudgedPolicy policy) {
    double[] shares =
        switch (policy.assignment()) {
          case Assignment.Mixture mixture -> mixture.shares();
          case Assignment.Fixed fixed ->
              throw new IllegalStateException("A mix looks at no prompt: " + policy.id());
          case Assignment.Cascade cascade ->
              throw new IllegalStateException("A mix asks one candidate: " + policy.id());
        };
    double[] weights = Arrays.copyOf(shares, shares.length + WideSums.Choosing.values().length);
    return new Entry(policy, new WideSums.Column(weights), shares);
  }

  private static PolicyResult result(Standings standings, int index, Entry entry) {
    return new PolicyResult(
        entry.policy().id(),
        entry.policy().kind(),
        standings.quality(index),
        standings.qualityDifference(index),
        Optional.of(standings.usdPer1k(index)),
        standings.saving(index),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        DoubleStream.of(entry.shares()).boxed().toList(),
        entry.policy().note());
  }

  private List<CandidateResult> candidateResults() {
    Resample resample = new Resample(sums.own(), spec.replicates(), spec.seed(), spec.confidence());
    List<CandidateResult> results = new ArrayList<>();
    for (int candidate = 0; candidate < candidates.size(); candidate++) {
      int column = Candidates.COLUMNS * candidate;
      results.add(
          new CandidateResult(
              candidates.get(candidate).id(),
              candidates.get(candidate).simulated(),
              Candidates.quality(resample, candidate),
              Optional.of(Candidates.usdPer1k(resample, candidate)),
              Optional.empty(),
              Optional.empty(),
              resample.point(totals -> totals[column]) / means.rows()));
    }
    return results;
  }

  private List<String> notes(boolean simulated, int prompts) {
    List<String> notes = new ArrayList<>();
    if (simulated) {
      notes.add(
          "Simulated candidates: %s."
              .formatted(
                  String.join(
                      ", ",
                      candidates.stream()
                          .filter(Candidate::simulated)
                          .map(Candidate::id)
                          .toList())));
    }
    if (prompts < means.rows()) {
      notes.add(
          "%d of %d prompts are left out: not every compared candidate answered them."
              .formatted(means.rows() - prompts, means.rows()));
    }
    int units = means.completeUnits().count();
    if (units < prompts) {
      notes.add(Evaluator.groupNote(prompts, units));
    }
    notes.add(LEFT_OUT);
    return notes;
  }
}
