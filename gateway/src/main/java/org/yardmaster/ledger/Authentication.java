package org.yardmaster.ledger;

import static java.util.Objects.requireNonNull;

/** Whose token it is. */
public sealed interface Authentication {

  /** A key that may be used now. */
  record Accepted(ClientKey key) implements Authentication {
    public Accepted {
      requireNonNull(key, "key is null");
    }
  }

  /** Not to be told apart by callers: every reason is the same 401. For the gateway's own log. */
  record Rejected(Reason reason) implements Authentication {
    public Rejected {
      requireNonNull(reason, "reason is null");
    }
  }

  /** Why not. */
  enum Reason {
    UNKNOWN,
    EXPIRED,
    ROTATED,
    REVOKED
  }
}
