/**
 * Judging answers: what was meant is extracted from the text, then compared with the target. What
 * enters is a target and a completion; what leaves is a grade. Knows neither who answered nor what
 * it cost, and calls nobody.
 */
@NullMarked
package org.yardmaster.grade;

import org.jspecify.annotations.NullMarked;
