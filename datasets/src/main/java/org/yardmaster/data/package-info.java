/**
 * The nouns a prompt is made of: what a live router may see ({@link org.yardmaster.data.Prompt}),
 * what a benchmark knows beside it ({@link org.yardmaster.data.Sample}), and where it came from.
 * Knows nothing of models, answers or money.
 */
@NullMarked
package org.yardmaster.data;

import org.jspecify.annotations.NullMarked;
