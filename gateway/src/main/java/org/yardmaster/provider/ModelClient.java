package org.yardmaster.provider;

/**
 * The seam to everything that answers prompts. An implementation blocks until the reply is there,
 * may be called from many threads at once, and reports whatever a provider can do wrong as {@link
 * org.yardmaster.outcome.Completion.Failed}; it throws only for bugs. A thread interrupted while it
 * waits gets a failure too and stays interrupted.
 */
@FunctionalInterface
public interface ModelClient {
  Reply call(Call call);
}
