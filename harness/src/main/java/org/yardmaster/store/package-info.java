/**
 * The DuckDB file: data sets, outcomes, grades, prices, policies and evaluations. What enters is
 * records of the other modules; what leaves is the same, and the tables that notebooks query. The
 * only package that knows SQL.
 */
@NullMarked
package org.yardmaster.store;

import org.jspecify.annotations.NullMarked;
