/**
 * Charts as inline SVG: plain records of coordinates and labels go in, escaped markup comes out.
 * The colours live in the page's style sheet, under the class names used here. Knows nothing of
 * evaluations.
 */
@NullMarked
package org.yardmaster.chart;

import org.jspecify.annotations.NullMarked;
