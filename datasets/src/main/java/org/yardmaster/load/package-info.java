/**
 * Readers of files that people already have: one loader per source or format. What enters is a
 * path; what leaves is samples, candidates and outcomes, or an error that names file and line.
 */
@NullMarked
package org.yardmaster.load;

import org.jspecify.annotations.NullMarked;
