package org.yardmaster.upstream;

/**
 * The seam to the network. Blocks until the exchange is over; safe for many threads at once. An
 * interrupted thread gets {@link Exchange.Broken} and stays interrupted.
 */
@FunctionalInterface
public interface Upstream {
  /**
   * Sends a request.
   *
   * @param listener hears status, headers and every part of the body as they arrive
   */
  Exchange send(UpstreamRequest request, BodyListener listener);

  /** Sends a request and only waits for its end. */
  default Exchange send(UpstreamRequest request) {
    return send(request, BodyListener.deaf());
  }
}
