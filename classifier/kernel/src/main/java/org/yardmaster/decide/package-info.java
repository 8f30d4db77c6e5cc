/**
 * The decision: features to predictions, predictions and constraints to one candidate. Predictions
 * are made once per prompt; rules are swept over them for free. Never sees a target or a grade.
 */
@NullMarked
package org.yardmaster.decide;

import org.jspecify.annotations.NullMarked;
