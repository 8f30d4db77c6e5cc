/** What {@code .ci/gateway-speed} and {@code .ci/gateway-soak} measure the gateway against. */
@NullMarked
package org.yardmaster.speed;

import org.jspecify.annotations.NullMarked;
