/**
 * The same replay, grading and judgement as one Spark application. What enters is a run folder with
 * samples as Parquet and a job; what leaves are Parquet files in it. Knows neither DuckDB nor the
 * command line, which starts it in a process of its own.
 */
@NullMarked
package org.yardmaster.spark;

import org.jspecify.annotations.NullMarked;
