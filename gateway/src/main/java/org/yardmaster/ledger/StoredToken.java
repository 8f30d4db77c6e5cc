package org.yardmaster.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of a token beside its hash.
 *
 * @param until first instant it is refused, once it was rotated away
 */
public record StoredToken(String keyId, Optional<Instant> until) {
  public static StoredToken lasting(String keyId) {
    return new StoredToken(keyId, Optional.empty());
  }

  /** Rotated away; an earlier end stays. */
  StoredToken endingBy(Instant end) {
    boolean sooner = until.isPresent() && until.get().isBefore(end);
    return sooner ? this : new StoredToken(keyId, Optional.of(end));
  }

  /** The one rule of who may come in, for every store. */
  public static Authentication judge(
      Optional<StoredToken> token, Function<String, Optional<ClientKey>> keys, Instant at) {
    Optional<ClientKey> key = token.flatMap(found -> keys.apply(found.keyId()));
    if (token.isEmpty() || key.isEmpty()) {
      return rejected(Authentication.Reason.UNKNOWN);
    }
    if (key.get().revokedAt().isPresent()) {
      return rejected(Authentication.Reason.REVOKED);
    }
    if (passed(token.get().until(), at)) {
      return rejected(Authentication.Reason.ROTATED);
    }
    return passed(key.get().terms().expiresAt(), at)
        ? rejected(Authentication.Reason.EXPIRED)
        : new Authentication.Accepted(key.get());
  }

  private static boolean passed(Optional<Instant> end, Instant at) {
    return end.isPresent() && !at.isBefore(end.get());
  }

  private static Authentication rejected(Authentication.Reason reason) {
    return new Authentication.Rejected(reason);
  }
}
