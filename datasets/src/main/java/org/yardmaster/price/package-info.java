/**
 * Money: dated list prices with their source, and the one rule that turns usage into a cost. Prices
 * are integer nano-dollars per million tokens; a cost is integer nano-dollars.
 */
@NullMarked
package org.yardmaster.price;

import org.jspecify.annotations.NullMarked;
