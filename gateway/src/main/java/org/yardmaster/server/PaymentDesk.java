package org.yardmaster.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.payment.Facilitator;
import org.yardmaster.payment.HttpFacilitator;
import org.yardmaster.payment.JsonRpcChain;
import org.yardmaster.payment.PaymentGate;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.payment.X402Gate;

/** Puts the gate of payments together as the configuration says. */
final class PaymentDesk {
  /** The official facilitator waits for a block as long as a settlement may take here. */
  private static final int ANSWER_PER_SETTLEMENT = 3;

  private PaymentDesk() {}

  static PaymentGate gate(GatewayServer.Setup setup, GatewayConfig config, Metrics metrics) {
    return config
        .payments()
        .<PaymentGate>map(terms -> gate(terms, setup, config, metrics))
        .orElseGet(PaymentGate::closed);
  }

  private static PaymentGate gate(
      PaymentTerms terms, GatewayServer.Setup setup, GatewayConfig config, Metrics metrics) {
    List<Facilitator> facilitators = new ArrayList<>();
    for (PaymentTerms.Place place : terms.facilitators()) {
      facilitators.add(
          new HttpFacilitator(
              setup.source().network(),
              place.address(),
              token(place, setup),
              terms.bounds().settle().multipliedBy(ANSWER_PER_SETTLEMENT)));
    }
    return new X402Gate(
        new X402Gate.Parts(
            terms,
            setup.ledger().payments(),
            facilitators,
            new JsonRpcChain(setup.source().network(), terms.chains()),
            config.patience().total(),
            setup.clock(),
            new PaymentMetrics(metrics)));
  }

  private static Optional<String> token(PaymentTerms.Place place, GatewayServer.Setup setup) {
    Optional<String> token =
        place.keyVariable().flatMap(name -> setup.source().environment().apply(name));
    if (place.keyVariable().isPresent() && token.isEmpty()) {
      throw new IllegalArgumentException(
          "The facilitator %s has no token: expected one in the environment variable %s."
              .formatted(place.address(), place.keyVariable().get()));
    }
    return token;
  }
}
