package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yardmaster.data.Dataset;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.TokenEstimate;

/** What a replay would take, before anything is spent. */
public record ReplayEstimate(List<CandidateEstimate> candidates) {

  /**
   * One candidate's share.
   *
   * @param calls still to be made
   * @param inputTokens of those calls, {@linkplain TokenEstimate estimated}
   * @param maxOutputTokens the most that the calls may answer together
   * @param cost of those calls
   */
  public record CandidateEstimate(
      String candidateId, int calls, long inputTokens, long maxOutputTokens, CostRange cost) {
    public CandidateEstimate {
      requireNonNull(candidateId, "candidateId is null");
      requireNonNull(cost, "cost is null");
    }
  }

  /** Bounds on a cost. */
  public sealed interface CostRange {
    /**
     * In nano-dollars.
     *
     * @param least estimated prompts, no answers
     * @param most no token more than bytes in the prompts, every answer as long as allowed
     */
    record Between(long least, long most) implements CostRange {}

    /** The candidate has no price. */
    record Unpriced() implements CostRange {}
  }

  public ReplayEstimate {
    candidates = List.copyOf(candidates);
  }

  /**
   * Estimates a spec by the prices of one day.
   *
   * @param recordedKeys calls that need not be made again
   * @throws IllegalArgumentException when the spec names another data set or an unknown candidate
   */
  public static ReplayEstimate of(
      ReplaySpec spec,
      Dataset dataset,
      List<Candidate> candidates,
      PriceBook prices,
      LocalDate day,
      Set<String> recordedKeys) {
    ReplayPlan plan = ReplayPlan.of(spec, dataset, candidates);
    CallPrices costs = new CallPrices(plan.candidates(), prices, day);
    Map<String, List<PlannedCall>> missing =
        plan.missing(recordedKeys).collect(Collectors.groupingBy(call -> call.candidate().id()));
    List<CandidateEstimate> estimates = new ArrayList<>();
    for (Candidate candidate : plan.candidates()) {
      List<PlannedCall> calls = missing.getOrDefault(candidate.id(), List.of());
      estimates.add(
          new CandidateEstimate(
              candidate.id(),
              calls.size(),
              calls.stream()
                  .mapToLong(call -> TokenEstimate.ofPrompt(call.sample().prompt()))
                  .sum(),
              Math.multiplyExact(calls.size(), spec.maxOutputTokens()),
              range(candidate, calls, costs, spec.maxOutputTokens())));
    }
    return new ReplayEstimate(estimates);
  }

  private static CostRange range(
      Candidate candidate, List<PlannedCall> calls, CallPrices costs, long maxOutputTokens) {
    if (!costs.known(candidate)) {
      return new CostRange.Unpriced();
    }
    long least = 0;
    long most = 0;
    for (PlannedCall call : calls) {
      least += costs.leastNano(candidate, call.sample().prompt()).orElse(0L);
      most += costs.worstNano(candidate, call.sample().prompt(), maxOutputTokens).orElse(0L);
    }
    return new CostRange.Between(least, most);
  }
}
