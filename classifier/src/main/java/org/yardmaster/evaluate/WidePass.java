package org.yardmaster.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToIntFunction;
import org.yardmaster.data.PromptJson;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;

/**
 * The two passes over a part of a wide table, wherever it lies.
 *
 * @param candidates ids in the order of the table's columns
 */
public record WidePass(List<String> candidates) implements Serializable {

  /** The rows of one part. */
  public interface Rows {
    /** Hands over all rows in turn; a pass that asks for no prompts gets empty texts. */
    void each(boolean withPrompts, Handler handler);
  }

  /** Takes one row and the JSON of its prompt. */
  public interface Handler {
    void row(WideRow row, String promptJson);
  }

  public WidePass {
    candidates = List.copyOf(candidates);
  }

  /** The first pass. */
  public WideMeans means(Rows rows) {
    WideMeans means = new WideMeans(candidates);
    rows.each(false, (row, prompt) -> means.add(row));
    return means;
  }

  /**
   * The second pass.
   *
   * @param means of the whole table
   * @throws IllegalArgumentException when the table lacks one of the policy's candidates
   */
  public WideSums sums(Rows rows, WideMeans means, Policy policy) {
    ToIntFunction<String> choice = choices(policy);
    WideSums sums = new WideSums(means);
    rows.each(true, (row, prompt) -> sums.add(row, choice.applyAsInt(prompt)));
    return sums;
  }

  private ToIntFunction<String> choices(Policy policy) {
    int[] columns =
        policy.candidates().stream()
            .mapToInt(candidate -> candidates.indexOf(candidate.id()))
            .toArray();
    for (int index = 0; index < columns.length; index++) {
      if (columns[index] < 0) {
        throw new IllegalArgumentException(
            "The policy's candidate (%s) is not among those judged: %s."
                .formatted(policy.candidates().get(index).id(), candidates));
      }
    }
    Decider decider = new Decider(policy);
    return prompt ->
        columns[decider.choose(PromptJson.read(prompt).routingText(), Constraints.NONE)];
  }
}
