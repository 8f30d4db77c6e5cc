/**
 * Calls to candidates behind one method, {@link org.yardmaster.provider.ModelClient}. What enters
 * is a prompt and a candidate; what leaves is a completion with its latency, faults included as
 * values. Knows nothing of targets, grades or stores.
 */
@NullMarked
package org.yardmaster.provider;

import org.jspecify.annotations.NullMarked;
