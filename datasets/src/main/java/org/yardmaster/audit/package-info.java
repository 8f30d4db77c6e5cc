/**
 * What is wrong with data before it costs money: leaks, duplicates and doubtful outcomes, as
 * records, and how samples fall into splits. What enters is samples and outcomes; it knows no file
 * format and changes nothing.
 */
@NullMarked
package org.yardmaster.audit;

import org.jspecify.annotations.NullMarked;
