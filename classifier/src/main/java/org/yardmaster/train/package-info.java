/**
 * Outcomes to a policy: Tribuo learns success per candidate, least squares learn tokens and time,
 * the calibration split fixes probabilities and the operating point. What enters is an outcome
 * table and the rows it may look at; what leaves is a {@link org.yardmaster.decide.Policy}.
 */
@NullMarked
package org.yardmaster.train;

import org.jspecify.annotations.NullMarked;
