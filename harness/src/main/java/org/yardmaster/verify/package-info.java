/**
 * Replays exports through their real runtimes: prompts and an export in, agreement with the kernel
 * out. It runs processes and libraries of others, and knows nothing of how an export was written.
 */
@NullMarked
package org.yardmaster.verify;

import org.jspecify.annotations.NullMarked;
