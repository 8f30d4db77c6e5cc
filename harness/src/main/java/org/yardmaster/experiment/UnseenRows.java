package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.yardmaster.data.Split;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;

/**
 * The rows of a table that a policy may be judged on.
 *
 * @param rows indices, rising
 * @param design how they are unseen, in words
 * @param notes what was left out, and what cannot be known
 */
record UnseenRows(int[] rows, String design, List<String> notes) {

  /**
   * The test split of the policy's own data set, or all of another one, without any prompt that it
   * learned from.
   *
   * @param split when given, prompts of this split only
   * @throws IllegalArgumentException when another split of its own data set is asked for, or
   *     nothing is left
   */
  static UnseenRows of(OutcomeTable table, Policy policy, Optional<Split> split) {
    Choice choice = choice(table.datasetId(), policy, split);
    int[] asked =
        choice
            .split()
            .map(one -> Selection.rows(table, Set.of(one)))
            .orElseGet(() -> IntStream.range(0, table.sampleCount()).toArray());
    SeenPrompts seen = SeenPrompts.of(policy);
    int[] rows =
        Arrays.stream(asked).filter(row -> !seen.contains(table.samples().get(row))).toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "The policy has seen all %,d prompts of %s that were to be judged; expected some that it has not learned from.\nMaybe judge it on the data set it was trained on (%s): its test split was kept from it."
              .formatted(
                  asked.length,
                  table.datasetId(),
                  policy.provenance().getOrDefault(TrainRun.DATASET, "unknown")));
    }
    return new UnseenRows(
        rows, choice.design(), notes(asked.length - rows.length, asked.length, seen.count() > 0));
  }

  /** The prompts to judge on before any seen one is left out: a split or all, and why. */
  record Choice(Optional<Split> split, String design) {}

  /**
   * The test split of the policy's own data set, or all of another one.
   *
   * @throws IllegalArgumentException when another split of its own data set is asked for
   */
  static Choice choice(String datasetId, Policy policy, Optional<Split> split) {
    boolean own = datasetId.equals(policy.provenance().get(TrainRun.DATASET));
    if (own && split.isPresent() && split.get() != Split.TEST) {
      throw new IllegalArgumentException(
          "The policy has learned from the %s split of %s; expected --split test.\nMaybe leave --split out, or judge the learner with --folds instead of --policy."
              .formatted(split.get(), datasetId));
    }
    return own
        ? new Choice(Optional.of(Split.TEST), "held-out test split")
        : new Choice(split, "policy trained on another data set");
  }

  /** What was left out, and what cannot be known. */
  static List<String> notes(long dropped, long asked, boolean known) {
    List<String> notes = new ArrayList<>();
    if (dropped > 0) {
      notes.add(
          "%,d of %,d prompts are left out: the policy learned from the same text."
              .formatted(dropped, asked));
    }
    if (!known) {
      notes.add(
          "The policy does not name the prompts it learned from, so none of them could be left"
              + " out: train it again to be sure.");
    }
    return notes;
  }
}
