/**
 * What a policy would have reached on traffic that another policy served, from logged propensities.
 * What enters are logged choices with their rewards; what leaves are estimates with intervals, or
 * the statement that the log cannot tell. It knows no tables and no gateway.
 */
@NullMarked
package org.yardmaster.evaluate.offpolicy;

import org.jspecify.annotations.NullMarked;
