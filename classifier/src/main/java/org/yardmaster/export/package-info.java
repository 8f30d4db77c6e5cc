/**
 * A policy as files for other runtimes and gateways: policy in, bytes out, the same bytes for the
 * same policy. Every export says where it came from and how far its form has been proved. Nothing
 * here runs an export; the harness replays them.
 */
@NullMarked
package org.yardmaster.export;

import org.jspecify.annotations.NullMarked;
