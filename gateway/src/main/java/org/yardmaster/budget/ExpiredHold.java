package org.yardmaster.budget;

import java.time.Instant;

/**
 * A hold whose request died before settling. The provider may have charged, so it is booked as
 * spent in full; a late {@link Budgets#settle} still corrects it.
 */
public record ExpiredHold(String requestId, long nanoUsd, Instant reservedAt, Instant expiredAt) {}
