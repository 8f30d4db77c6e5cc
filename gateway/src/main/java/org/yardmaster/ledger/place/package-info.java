/** Where a ledger lives, as people write it down, and how it is opened there. */
@NullMarked
package org.yardmaster.ledger.place;

import org.jspecify.annotations.NullMarked;
