/**
 * Tables and numbers as people read them: figures with their units go in; terminal text, Markdown
 * and CSV come out. Knows nothing of evaluations, pages or files.
 */
@NullMarked
package org.yardmaster.table;

import org.jspecify.annotations.NullMarked;
