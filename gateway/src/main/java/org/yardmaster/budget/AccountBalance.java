package org.yardmaster.budget;

/** An account and its state, for status pages. */
public record AccountBalance(Account account, Balance balance) {}
