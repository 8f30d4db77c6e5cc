/**
 * Figures of merit of routers, as published: pure functions over primitive columns. What enters are
 * qualities, costs and scores; this package knows neither tables, nor policies, nor intervals.
 */
@NullMarked
package org.yardmaster.evaluate.metric;

import org.jspecify.annotations.NullMarked;
