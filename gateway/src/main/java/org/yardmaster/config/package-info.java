/**
 * What a gateway is told: {@code gateway.yaml} as records, and the fleet of candidates that the
 * file and the policy make together. Knows no HTTP server.
 */
@NullMarked
package org.yardmaster.config;

import org.jspecify.annotations.NullMarked;
