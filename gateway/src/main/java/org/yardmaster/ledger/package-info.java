/**
 * The durable store of money: holds and balances, clients' keys, usage records. One interface,
 * {@link org.yardmaster.ledger.Ledger}, one contract test, several implementations: in memory for
 * tests and trials, SQLite for the processes of one machine, PostgreSQL for those of many. Its
 * arithmetic is that of {@code budget}; it knows no HTTP.
 */
@NullMarked
package org.yardmaster.ledger;

import org.jspecify.annotations.NullMarked;
