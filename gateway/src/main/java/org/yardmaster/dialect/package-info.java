/**
 * Chat requests and answers translated between wire formats, as pure functions over JSON. The
 * common tongue is OpenAI's Chat Completions: every client's format is read into it, every
 * provider's request is written from it and its answer read back. What a format cannot carry is
 * {@link org.yardmaster.dialect.Untranslatable}, never silently dropped. Knows no network, no
 * prices and no policy.
 */
@NullMarked
package org.yardmaster.dialect;

import org.jspecify.annotations.NullMarked;
