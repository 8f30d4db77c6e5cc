package org.yardmaster.payment;

import java.util.Locale;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;

/** How the amount of a payment is settled. */
public enum Scheme {
  /** The amount signed is the amount paid. */
  EXACT("0x402085c248EeA27D92E8b30b2C58ed07f9E20001"),
  /** The amount signed is a maximum; what was used is paid. */
  UPTO("0x4020A4f3b7b90ccA423B9fabCc0CE57C6C240002");

  private final String permit2Proxy;

  Scheme(String permit2Proxy) {
    this.permit2Proxy = permit2Proxy;
  }

  /** The contract that spends a Permit2 permit of this scheme, on every chain. */
  public Address permit2Proxy() {
    return new Address(permit2Proxy);
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Scheme> named(String wireName) {
    for (Scheme scheme : values()) {
      if (scheme.wireName().equals(wireName)) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }
}
