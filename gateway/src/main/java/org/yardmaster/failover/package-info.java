/**
 * Asks candidates in order until one answers: attempts, pauses, deadlines and circuits. Knows no
 * HTTP and no money; what an attempt is, and whether it may be made, the caller says.
 */
@NullMarked
package org.yardmaster.failover;

import org.jspecify.annotations.NullMarked;
