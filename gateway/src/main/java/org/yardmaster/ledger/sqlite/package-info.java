/**
 * The ledger in one SQLite file (WAL), shared by the processes of one machine. All writing happens
 * on one thread per process, which commits many requests at once. The only place beside the
 * harness's store that knows SQL.
 */
@NullMarked
package org.yardmaster.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
