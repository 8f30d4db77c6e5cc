package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.payment.evm.Word;
import org.yardmaster.upstream.BodyListener;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.Upstream;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * Pays what answers 402, for one call, and knows what that cost. One authorization is signed per
 * call at most: after a lost answer, or while the seller says that a payment is in flight, the same
 * one is sent again. For one thread.
 */
public final class PayingUpstream implements Upstream {
  /** Who pays, and what. */
  public record Buyer(Wallet wallet, SpendingRules rules, Clock clock) {
    public Buyer {
      requireNonNull(wallet, "wallet is null");
      requireNonNull(rules, "rules is null");
      requireNonNull(clock, "clock is null");
    }
  }

  private static final int MOST_SENDINGS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Upstream upstream;
  private final Buyer buyer;
  private Bought bought = Bought.NOTHING;

  public PayingUpstream(Upstream upstream, Buyer buyer) {
    this.upstream = requireNonNull(upstream, "upstream is null");
    this.buyer = requireNonNull(buyer, "buyer is null");
  }

  /**
   * What a call bought.
   *
   * @param signedNanoUsd the most that the seller could take; 0 when nothing was signed
   * @param chargedNanoUsd what the seller says that it took; empty while nobody said
   * @param refusals why nothing was signed
   */
  public record Bought(
      long signedNanoUsd,
      Optional<Long> chargedNanoUsd,
      String transaction,
      List<String> refusals) {
    static final Bought NOTHING = new Bought(0, Optional.empty(), "", List.of());

    public Bought {
      requireNonNull(chargedNanoUsd, "chargedNanoUsd is null");
      requireNonNull(transaction, "transaction is null");
      refusals = List.copyOf(refusals);
    }

    /**
     * What is to be booked: the settlement's amount, or all that was signed while it is unknown.
     */
    public long bookedNanoUsd() {
      return chargedNanoUsd.orElse(signedNanoUsd);
    }
  }

  public Bought bought() {
    return bought;
  }

  @Override
  public Exchange send(UpstreamRequest request, BodyListener listener) {
    Exchange first = upstream.send(request, new Discerning(listener));
    if (!(first instanceof Exchange.Answered answered) || answered.status() != 402) {
      return first;
    }
    Optional<String> required = answered.headers().firstValue("payment-required");
    if (required.isEmpty()) {
      return first;
    }
    List<String> reasons = new ArrayList<>();
    Optional<SpendingRules.Choice> choice = choice(required.get(), reasons);
    if (choice.isEmpty()) {
      bought = new Bought(0, Optional.of(0L), "", reasons);
      return first;
    }
    return paid(request, listener, choice.get());
  }

  private Optional<SpendingRules.Choice> choice(String header, List<String> reasons) {
    try {
      return buyer.rules().choose(PaymentJson.decode(header), reasons);
    } catch (IllegalArgumentException fault) {
      reasons.add("PAYMENT-REQUIRED cannot be read: " + fault.getMessage());
      return Optional.empty();
    }
  }

  private Exchange paid(
      UpstreamRequest request, BodyListener listener, SpendingRules.Choice choice) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put(
        "PAYMENT-SIGNATURE",
        buyer
            .wallet()
            .pay(
                choice.accepted(),
                choice.asset(),
                request.address().toString(),
                buyer.clock().instant()));
    bought = new Bought(choice.nanoUsd(), Optional.empty(), "", List.of());
    UpstreamRequest paying =
        new UpstreamRequest(request.address(), headers, request.body(), request.deadline());
    for (int sending = 1; ; sending++) {
      Exchange exchange = upstream.send(paying, new Discerning(listener));
      if (sending == MOST_SENDINGS || !again(exchange) || !paused()) {
        learn(exchange, choice);
        return exchange;
      }
    }
  }

  private static boolean again(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Broken broken ->
          broken.cause() == Exchange.Break.LOST && broken.head().isEmpty();
      case Exchange.Answered answered -> answered.status() == 409 || answered.status() == 503;
    };
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void learn(Exchange exchange, SpendingRules.Choice choice) {
    if (!(exchange instanceof Exchange.Answered answered)) {
      return;
    }
    Optional<String> header = answered.headers().firstValue("payment-response");
    if (header.isEmpty()) {
      return;
    }
    try {
      ObjectNode told = PaymentJson.decode(header.get());
      String transaction = PaymentJson.text(told, "transaction");
      if (told.path("success").asBoolean()) {
        String amount = PaymentJson.text(told, "amount");
        BigInteger charged =
            Word.decimal(amount.isEmpty() ? PaymentJson.text(choice.accepted(), "amount") : amount);
        bought =
            new Bought(
                choice.nanoUsd(),
                Optional.of(Math.min(choice.nanoUsd(), choice.asset().nanoUsd(charged))),
                transaction,
                List.of());
      } else if (answered.status() == 402) {
        bought = new Bought(choice.nanoUsd(), Optional.of(0L), transaction, List.of());
      }
    } catch (IllegalArgumentException unreadable) {
      // What was charged stays unknown: all that was signed is booked.
    }
  }

  /** Hears only answers that are for the caller: none that asks for money or patience. */
  private static final class Discerning implements BodyListener {
    private final BodyListener listener;
    private boolean hearing;

    Discerning(BodyListener listener) {
      this.listener = listener;
    }

    @Override
    public void head(int status, HttpHeaders headers) {
      hearing = status != 402 && status != 409 && status != 503;
      if (hearing) {
        listener.head(status, headers);
      }
    }

    @Override
    public boolean part(byte[] bytes) {
      return !hearing || listener.part(bytes);
    }
  }
}
