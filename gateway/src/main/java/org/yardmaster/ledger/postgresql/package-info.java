/**
 * The ledger in PostgreSQL, shared by the gateways of a fleet: its connections with bounded waits,
 * its turns to write, its tables.
 */
@NullMarked
package org.yardmaster.ledger.postgresql;

import org.jspecify.annotations.NullMarked;
