/**
 * The command line: one class per verb. Options in, calls to the other rooms, text out; results to
 * standard output, everything else to standard error. No command holds logic that another caller
 * would need.
 */
@NullMarked
package org.yardmaster.cli;

import org.jspecify.annotations.NullMarked;
