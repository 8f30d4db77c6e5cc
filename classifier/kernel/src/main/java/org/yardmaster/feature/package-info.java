/**
 * Text to features, the same in training and in serving, here and in every export. What enters is
 * one routing text; what leaves is hashed words and counters. Knows nothing of candidates.
 */
@NullMarked
package org.yardmaster.feature;

import org.jspecify.annotations.NullMarked;
