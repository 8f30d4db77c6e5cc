package org.yardmaster.server;

import java.util.Locale;
import org.yardmaster.payment.PaymentEvent;

/** Counts of payments among the gateway's metrics; outcomes are fixed words. */
final class PaymentMetrics implements PaymentEvent.Listener {
  private final Metrics metrics;

  PaymentMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void happened(PaymentEvent event) {
    String kind = event.kind().name().toLowerCase(Locale.ROOT);
    metrics.count(
        "yardmaster_payment_events_total",
        "kind=\"%s\",outcome=\"%s\"".formatted(kind, event.outcome()),
        1);
    if (event.nanos() > 0) {
      metrics.observe("yardmaster_payment_seconds", "kind=\"" + kind + "\"", event.nanos());
    }
    if (event.nanoUsd() > 0) {
      metrics.count("yardmaster_unpaid_work_nanodollars_total", "", event.nanoUsd());
    }
  }
}
