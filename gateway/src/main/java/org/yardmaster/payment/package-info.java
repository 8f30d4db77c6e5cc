/**
 * Payments over HTTP by x402 (version 2, and version 1 beside it): quotes, checks, the state
 * machine of a payment and its journal, the facilitator that moves the money, and a buyer's side
 * that pays other servers. A request comes in as a {@link PaymentGate.Inquiry}; what leaves is a
 * ruling. Knows neither server nor router, and holds no private key for the seller's side.
 */
@NullMarked
package org.yardmaster.payment;

import org.jspecify.annotations.NullMarked;
