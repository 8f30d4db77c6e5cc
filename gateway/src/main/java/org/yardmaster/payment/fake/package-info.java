/**
 * A facilitator and a chain of a few hundred lines, on the loopback interface: for tests, trials
 * and the example agent. Real signatures are checked, no real money exists.
 */
@NullMarked
package org.yardmaster.payment.fake;

import org.jspecify.annotations.NullMarked;
