package org.yardmaster.ledger;

import java.time.Instant;
import java.util.List;

/**
 * The clients' keys. Methods that name a key throw {@link IllegalArgumentException} when there is
 * none of that id.
 */
public interface Keys {
  /** A new key with a new random id. */
  IssuedKey create(String label, KeyTerms terms, Instant at);

  /**
   * A new token for the same key, which must not be revoked.
   *
   * @param oldUntil the earlier tokens work until then; not before now
   */
  IssuedKey rotate(String id, Instant oldUntil, Instant at);

  /** Ends the key with all its tokens. */
  ClientKey revoke(String id, Instant at);

  /** Adds prepaid money, more than 0, to a prepaid key. */
  ClientKey topUp(String id, long nanoUsd, Instant at);

  /** All keys, revoked ones too, in the order of creation. */
  List<ClientKey> list();
}
