package org.yardmaster.ledger;

/** A key and its new token, in memory for the moment of its creation only. */
public record IssuedKey(ClientKey key, KeyToken token) {}
