package org.yardmaster.provider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/**
 * Makes calls wait for their turn under every given pace, the candidate's own and its provider's.
 * Waiting takes nothing off a call's deadline and is no part of its latency.
 */
public final class RateLimited implements ModelClient {
  private final ModelClient client;
  private final List<Pace> paces;

  /** Always in this order: two clients that share paces must name the shared ones last. */
  public RateLimited(ModelClient client, List<Pace> paces) {
    this.client = client;
    this.paces = List.copyOf(paces);
  }

  @Override
  public Reply call(Call call) {
    long tokens = TokenEstimate.ofPrompt(call.prompt()) + call.maxOutputTokens();
    Deque<Pace> entered = new ArrayDeque<>();
    try {
      for (Pace pace : paces) {
        pace.enter(tokens);
        entered.push(pace);
      }
      return client.call(call);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Reply(
          new Completion.Failed(
              Fault.TIMEOUT,
              "interrupted while waiting for a rate limit",
              new Usage.Tokens(0, 0, 0, 0, true)),
          new Latency.Unmeasured());
    } finally {
      entered.forEach(Pace::leave);
    }
  }
}
