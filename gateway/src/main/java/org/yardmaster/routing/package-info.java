/**
 * From a request to the order in which candidates are asked: hard constraints first, then the
 * caller's own choice or the policy's. Nothing is called here, nothing is spent.
 */
@NullMarked
package org.yardmaster.routing;

import org.jspecify.annotations.NullMarked;
