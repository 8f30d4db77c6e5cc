/**
 * How anything here is named and traced: content digests, canonical JSON, and the facts about the
 * machine and the inputs that produced a result.
 */
@NullMarked
package org.yardmaster.provenance;

import org.jspecify.annotations.NullMarked;
