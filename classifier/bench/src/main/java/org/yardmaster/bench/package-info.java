/**
 * JMH benchmarks of the decision. What enters is a policy file and a prompt file; what leaves is
 * JMH's own result. Never on the class path of the product.
 */
@NullMarked
package org.yardmaster.bench;

import org.jspecify.annotations.NullMarked;
