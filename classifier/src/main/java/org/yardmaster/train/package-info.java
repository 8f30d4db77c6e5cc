/**
 * Outcomes to a policy: success per candidate, tasks and tokens are learned as linear functions;
 * prompts that the weights behind them did not see fix probabilities and the operating point. What
 * enters is an outcome table and the rows it may look at; what leaves is a {@link
 * org.yardmaster.decide.Policy}.
 */
@NullMarked
package org.yardmaster.train;

import org.jspecify.annotations.NullMarked;
