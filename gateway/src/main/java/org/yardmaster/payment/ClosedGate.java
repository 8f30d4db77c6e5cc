package org.yardmaster.payment;

import java.util.Optional;

/** {@link PaymentGate#closed}. */
final class ClosedGate implements PaymentGate {
  @Override
  public Optional<PaymentTerms.Rule> rule(String route) {
    return Optional.empty();
  }

  @Override
  public long coveredNanoUsd() {
    return 0;
  }

  @Override
  public Ruling judge(Inquiry inquiry) {
    throw new IllegalStateException("No route takes payments.");
  }

  @Override
  public void beat() {}

  @Override
  public void tend() {}
}
