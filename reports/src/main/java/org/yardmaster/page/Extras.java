package org.yardmaster.page;

import java.util.List;

/**
 * What an evaluation does not hold but a report can show; every part may be empty.
 *
 * @param mixes for each point of the learned curve, in its order, the share of prompts per
 *     candidate
 */
public record Extras(List<List<Double>> mixes) {
  /** Nothing beyond the evaluation. */
  public static final Extras NONE = new Extras(List.of());

  public Extras {
    mixes = mixes.stream().map(List::copyOf).toList();
  }
}
