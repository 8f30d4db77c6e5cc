package org.yardmaster.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * What each compared candidate comes to on average: all that baselines without a look at the prompt
 * need.
 *
 * @param ids of the candidates
 * @param quality mean quality per candidate
 * @param costUsd mean cost per call in USD per candidate
 */
record Means(List<String> ids, double[] quality, double[] costUsd) implements Serializable {

  /** The best single candidate by mean quality; of equals the cheapest, then the first. */
  int reference() {
    int best = 0;
    for (int index = 1; index < quality.length; index++) {
      if (quality[index] > quality[best]
          || (quality[index] == quality[best] && costUsd[index] < costUsd[best])) {
        best = index;
      }
    }
    return best;
  }

  /** The cheapest single candidate; of equals the best, then the first. */
  int cheapest() {
    int best = 0;
    for (int index = 1; index < costUsd.length; index++) {
      if (costUsd[index] < costUsd[best]
          || (costUsd[index] == costUsd[best] && quality[index] > quality[best])) {
        best = index;
      }
    }
    return best;
  }
}
