/**
 * The path as use cases: import, replay, train, evaluate, report. What enters is an open {@link
 * org.yardmaster.experiment.Lab} and a specification; what leaves is records, files and rows. The
 * command line, the demo and the tests call the same classes.
 */
@NullMarked
package org.yardmaster.experiment;

import org.jspecify.annotations.NullMarked;
