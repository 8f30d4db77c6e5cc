/**
 * Seeded generators of labelled prompts. What enters is a seed, what leaves is samples whose
 * targets are computed along with their texts; the wordings lie beside it as YAML resources. Knows
 * nothing of models, graders or splits.
 */
@NullMarked
package org.yardmaster.generate;

import org.jspecify.annotations.NullMarked;
