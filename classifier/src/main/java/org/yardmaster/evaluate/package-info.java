/**
 * Judging routing: which prompts went where, what that cost and how good it was, beside every
 * baseline that needs no router. What enters is an outcome table and choices that were made without
 * looking at its labels; what leaves is an {@link org.yardmaster.evaluate.Evaluation}.
 */
@NullMarked
package org.yardmaster.evaluate;

import org.jspecify.annotations.NullMarked;
