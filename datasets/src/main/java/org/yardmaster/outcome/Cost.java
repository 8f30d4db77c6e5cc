package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

/** What a call cost. A missing price is never zero. */
public sealed interface Cost {

  /** Integer nano-dollars (1e-9 USD), rounded up once per call. */
  record Known(long nanoUsd) implements Cost {
    public Known {
      if (nanoUsd < 0) {
        throw new IllegalArgumentException("Cost (%d nano-USD) is negative.".formatted(nanoUsd));
      }
    }
  }

  /** Not known, and why: no price, or no token counts. */
  record Unknown(String reason) implements Cost {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }
}
