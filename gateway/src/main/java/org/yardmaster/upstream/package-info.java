/**
 * Raw HTTP to providers: a request's bytes go in, status, headers, body and the arrival time of
 * every part come out; broken connections are values. Knows nothing of models, prompts or prices.
 *
 * <p>Built on Apache's blocking HTTP client, which virtual threads made cheaper than the JDK's, and
 * not on the providers' client libraries or LangChain4j: those hide {@code Retry-After} and the raw
 * status behind typed exceptions, retry by themselves (which a hard spending limit must not allow)
 * and bring 7 to 84 MB of jars, while the three wire formats take some hundred lines. The official
 * libraries serve as independent clients in tests.
 */
@NullMarked
package org.yardmaster.upstream;

import org.jspecify.annotations.NullMarked;
