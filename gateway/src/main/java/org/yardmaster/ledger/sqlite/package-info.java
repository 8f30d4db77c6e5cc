/**
 * The ledger in one SQLite file (WAL), shared by the processes of one machine: its connections, its
 * turns to write, its tables.
 */
@NullMarked
package org.yardmaster.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
