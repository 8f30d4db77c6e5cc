package org.yardmaster.ledger.sql;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.StoredToken;

/**
 * Keys that were presented and found, until any key changes in any process. The version is asked
 * for every request, so that a revoked key still ends at once. For one thread at a time.
 */
final class KnownKeys {
  private static final int MOST = 10_000;

  private final Map<String, Known> byHash = new HashMap<>();
  private long version = -1;

  private record Known(StoredToken token, ClientKey key) {}

  Authentication authenticate(Statements statements, String hash, Instant at) {
    long now = SqlKeys.version(statements);
    if (now != version || byHash.size() > MOST) {
      byHash.clear();
      version = now;
    }
    Known known = byHash.get(hash);
    if (known != null) {
      return StoredToken.judge(Optional.of(known.token()), unused -> Optional.of(known.key()), at);
    }
    Optional<StoredToken> token = SqlKeys.token(statements, hash);
    Optional<ClientKey> key = token.flatMap(found -> SqlKeys.find(statements, found.keyId()));
    if (token.isPresent() && key.isPresent()) {
      byHash.put(hash, new Known(token.get(), key.get()));
    }
    return StoredToken.judge(token, unused -> key, at);
  }
}
