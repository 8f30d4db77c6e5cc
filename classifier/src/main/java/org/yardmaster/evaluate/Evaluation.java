package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The judgement of one data set.
 *
 * @param dataset its id
 * @param design how unseen prompts were obtained, for instance {@code 5-fold out-of-fold}
 * @param prompts prompts that every compared candidate answered: the shared denominator
 * @param coverage share of all cells that are present, in [0, 1]
 * @param simulated true when any candidate is simulated
 * @param reference the best single candidate, that others are compared with
 * @param margin quality that may be lost and still count as equal, in quality units
 * @param mainPolicy id of the policy that the verdict and the tasks speak of
 * @param verdictSentence the verdict with the numbers behind it
 * @param candidates compared ones first, then those kept out for want of a price
 * @param notes what a reader must know, for instance candidates left out for want of a price
 */
public record Evaluation(
    String dataset,
    String design,
    int prompts,
    double coverage,
    boolean simulated,
    String reference,
    double margin,
    String mainPolicy,
    Verdict verdict,
    String verdictSentence,
    List<CandidateResult> candidates,
    List<PolicyResult> policies,
    List<CostQualityCurve> curves,
    List<TaskResult> tasks,
    List<String> notes) {
  public Evaluation {
    requireNonNull(dataset, "dataset is null");
    requireNonNull(design, "design is null");
    requireNonNull(reference, "reference is null");
    requireNonNull(mainPolicy, "mainPolicy is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(verdictSentence, "verdictSentence is null");
    candidates = List.copyOf(candidates);
    policies = List.copyOf(policies);
    curves = List.copyOf(curves);
    tasks = List.copyOf(tasks);
    notes = List.copyOf(notes);
  }

  /** The main policy's row. */
  public Optional<PolicyResult> main() {
    return policy(mainPolicy);
  }

  /** The reference answering the shared prompts, as a row beside the policies. */
  public Optional<PolicyResult> referencePolicy() {
    return policy(Baselines.SINGLE + reference);
  }

  /** Whether a policy is one candidate for everything. */
  public boolean single(PolicyResult policy) {
    return policy.id().startsWith(Baselines.SINGLE);
  }

  private Optional<PolicyResult> policy(String id) {
    return policies.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The same with more to know. */
  public Evaluation withNotes(List<String> more) {
    return new Evaluation(
        dataset,
        design,
        prompts,
        coverage,
        simulated,
        reference,
        margin,
        mainPolicy,
        verdict,
        verdictSentence,
        candidates,
        policies,
        curves,
        tasks,
        Stream.concat(notes.stream(), more.stream()).toList());
  }
}
