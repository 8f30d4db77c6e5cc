/**
 * The policy file: one versioned, self-contained binary format, read in milliseconds with the JDK
 * alone. {@code docs} of the format are in {@link org.yardmaster.policyfile.PolicyFile}.
 */
@NullMarked
package org.yardmaster.policyfile;

import org.jspecify.annotations.NullMarked;
