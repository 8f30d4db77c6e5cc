package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import org.yardmaster.data.Sample;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Decision;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/** A policy of one's own under the name that it has in the results. */
public record OwnPolicy(String id, PromptRouter router) {
  public OwnPolicy {
    requireNonNull(id, "id is null");
    requireNonNull(router, "router is null");
  }

  /** A trained policy at another operating point. */
  public static OwnPolicy of(String id, Policy policy, Constraints constraints) {
    Decider decider = new Decider(policy);
    return new OwnPolicy(
        id,
        prompt ->
            switch (decider.decide(prompt.routingText(), constraints)) {
              case Decision.Route route -> route.candidate();
              case Decision.Decline decline ->
                  throw new IllegalArgumentException(
                      "Policy (%s) declines a prompt: %s.\nMaybe ask for less."
                          .formatted(id, decline.reason()));
            });
  }

  /**
   * What it chooses on every row.
   *
   * @throws IllegalArgumentException when it names a candidate that the table does not have
   */
  public JudgedPolicy on(OutcomeTable table) {
    int[] choice = table.samples().stream().mapToInt(sample -> index(table, sample)).toArray();
    return new JudgedPolicy(id, PolicyKind.LEARNED, new Assignment.Fixed(choice), "");
  }

  private int index(OutcomeTable table, Sample sample) {
    String chosen = router.route(sample.prompt());
    int index = table.candidateIndex(chosen);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Policy (%s) routes sample %s to (%s); expected one of %s."
              .formatted(
                  id,
                  sample.id(),
                  chosen,
                  table.candidates().stream().map(Candidate::id).toList()));
    }
    return index;
  }
}
