/**
 * The data set that ships with Yardmaster: hand-written and generated prompts in one fixed order.
 * Needs no file and no network.
 */
@NullMarked
package org.yardmaster.builtin;

import org.jspecify.annotations.NullMarked;
