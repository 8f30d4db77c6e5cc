/**
 * Numbers with their uncertainty: seeded bootstrap over groups, paired tests, corrections for many
 * comparisons. What leaves is an {@link org.yardmaster.stats.Estimate}, never a bare double.
 */
@NullMarked
package org.yardmaster.stats;

import org.jspecify.annotations.NullMarked;
