/**
 * Candidates without a language model: a documented behaviour model decides whether a simulated
 * candidate gets a sample right, and a writer then puts a right or wrong answer into words, for
 * graders to judge. It sees targets, as a policy never may; whatever comes from it is labelled
 * simulated.
 */
@NullMarked
package org.yardmaster.provider.simulated;

import org.jspecify.annotations.NullMarked;
