package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to a {@link Hold}. */
public sealed interface Admission {

  /**
   * The money is put aside; the call may be made.
   *
   * @param nanoUsd the dearest claim
   */
  record Reserved(String requestId, long nanoUsd, Instant expiresAt) implements Admission {
    public Reserved {
      requireNonNull(requestId, "requestId is null");
      requireNonNull(expiresAt, "expiresAt is null");
    }
  }

  /**
   * A limit would be exceeded; nothing was put aside. Of several limits one that the call can never
   * meet, else the one that resets last.
   *
   * @param limitSource which limit, for people and for {@code limit_source}
   * @param spentNanoUsd booked so far
   * @param reservedNanoUsd held by calls in flight
   * @param capNanoUsd the limit
   * @param requestedNanoUsd what this call would have held
   * @param resetsAt when it starts anew; never for a total
   * @param fitting those claims that would each have been admitted alone; where there are none,
   *     those that would be if nothing were spent yet: what a gateway may downgrade to
   */
  record Exceeded(
      String limitSource,
      long spentNanoUsd,
      long reservedNanoUsd,
      long capNanoUsd,
      long requestedNanoUsd,
      Optional<Instant> resetsAt,
      List<Claim> fitting)
      implements Admission {
    public Exceeded {
      requireNonNull(limitSource, "limitSource is null");
      requireNonNull(resetsAt, "resetsAt is null");
      fitting = List.copyOf(fitting);
    }

    /** Whether waiting helps: 429 with {@code Retry-After} if so, 402 if not. */
    public boolean resets() {
      return resetsAt.isPresent() && !tooLarge();
    }

    /** Whether the call alone is more than the whole limit. */
    public boolean tooLarge() {
      return requestedNanoUsd > capNanoUsd;
    }
  }
}
