/**
 * What charts show: which numbers of the page's tables, and how. A description holds labels and
 * JSON pointers (RFC 6901), never a number, so a page cannot draw what its tables do not hold; the
 * library in the page draws it.
 */
@NullMarked
package org.yardmaster.chart;

import org.jspecify.annotations.NullMarked;
