/**
 * The ledger in a database that speaks SQL: rows, and one thread per process that commits many
 * requests at once. What differs between databases is a {@link org.yardmaster.ledger.sql.Database};
 * no other package of the gateway but this one and the databases' own knows SQL.
 */
@NullMarked
package org.yardmaster.ledger.sql;

import org.jspecify.annotations.NullMarked;
