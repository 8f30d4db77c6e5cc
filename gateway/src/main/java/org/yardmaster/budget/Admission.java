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

  /** Nothing was put aside. */
  sealed interface Refused extends Admission {
    /** Those claims that may be admitted without the others. */
    List<Claim> fitting();

    /** For people; of a candidate. */
    String reason();
  }

  /**
   * A model of a claim is barred: it billed more than its bound ({@link
   * Settlement#MARGIN_PERCENT}).
   *
   * @param until first instant at which it may be asked again
   * @param fitting claims of other models, whether they fit or not
   */
  record Barred(String model, String provider, Instant until, List<Claim> fitting)
      implements Refused {
    public Barred {
      requireNonNull(model, "model is null");
      requireNonNull(provider, "provider is null");
      requireNonNull(until, "until is null");
      fitting = List.copyOf(fitting);
    }

    @Override
    public String reason() {
      return "model (%s) of provider (%s) is barred until %s: it billed more than its bound"
          .formatted(model, provider, until);
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
      implements Refused {
    public Exceeded {
      requireNonNull(limitSource, "limitSource is null");
      requireNonNull(resetsAt, "resetsAt is null");
      fitting = List.copyOf(fitting);
    }

    @Override
    public String reason() {
      return "it would exceed " + limitSource;
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
