/**
 * What happened when a prompt met a candidate: completion, usage, grade, cost and latency, one by
 * one ({@link org.yardmaster.outcome.Outcome}) and as a columnar table for learning and judging
 * ({@link org.yardmaster.outcome.OutcomeTable}). No SQL and no HTTP: outcomes are data.
 */
@NullMarked
package org.yardmaster.outcome;

import org.jspecify.annotations.NullMarked;
