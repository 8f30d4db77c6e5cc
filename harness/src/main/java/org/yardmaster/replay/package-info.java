/**
 * Replaying a data set: every missing call is made, graded, priced and recorded once. What enters
 * is a spec, samples, candidates and a client; what leaves goes to a sink, in groups, as outcomes.
 * Knows neither SQL nor HTTP.
 */
@NullMarked
package org.yardmaster.replay;

import org.jspecify.annotations.NullMarked;
