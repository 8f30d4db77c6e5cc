/**
 * Calls become the next data set: one line per call in append-only files that survive the death of
 * their writer. What enters are {@link org.yardmaster.outcome.LoggedCall}s; what leaves are lines
 * that {@code yardmaster import journal} reads. Words of users are kept only where that is allowed,
 * and redacted first.
 */
@NullMarked
package org.yardmaster.journal;

import org.jspecify.annotations.NullMarked;
