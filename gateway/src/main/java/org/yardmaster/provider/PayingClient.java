package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.payment.PayingUpstream;
import org.yardmaster.upstream.Upstream;

/**
 * A {@link ProviderClient} that pays what it is asked for, within the buyer's rules; what a call
 * cost is what the settlement says. A call whose charge nobody told of is booked with all that was
 * signed, and is never made again by itself: a second one could be a second payment.
 */
public final class PayingClient implements ModelClient {
  private final Upstream upstream;
  private final Endpoint endpoint;
  private final ApiKey key;
  private final PayingUpstream.Buyer buyer;
  private final Clock clock;

  public PayingClient(
      Upstream upstream, Endpoint endpoint, ApiKey key, PayingUpstream.Buyer buyer, Clock clock) {
    this.upstream = requireNonNull(upstream, "upstream is null");
    this.endpoint = requireNonNull(endpoint, "endpoint is null");
    this.key = requireNonNull(key, "key is null");
    this.buyer = requireNonNull(buyer, "buyer is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Reply call(Call call) {
    PayingUpstream paying = new PayingUpstream(upstream, buyer);
    Reply reply = new ProviderClient(paying, endpoint, key, clock).call(call);
    PayingUpstream.Bought bought = paying.bought();
    if (bought.signedNanoUsd() == 0) {
      return bought.refusals().isEmpty() ? reply : explained(reply, bought);
    }
    return new Reply(
        bought.chargedNanoUsd().isPresent() ? reply.completion() : uncertain(reply.completion()),
        reply.latency(),
        reply.status(),
        reply.retryAfter(),
        Optional.of(new Cost.Known(bought.bookedNanoUsd())));
  }

  private static Completion uncertain(Completion completion) {
    return completion instanceof Completion.Failed failed
        ? new Completion.Failed(
            failed.fault(), failed.message() + "; the payment may be charged", new Usage.Unknown())
        : completion;
  }

  private static Reply explained(Reply reply, PayingUpstream.Bought bought) {
    if (!(reply.completion() instanceof Completion.Failed failed)) {
      return reply;
    }
    Completion told =
        new Completion.Failed(
            failed.fault(), "not paid: " + String.join("; ", bought.refusals()), failed.usage());
    return new Reply(told, reply.latency(), reply.status(), reply.retryAfter());
  }
}
