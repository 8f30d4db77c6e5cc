package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.payment.evm.Address;

/**
 * Who checks payments and moves the money. Blocks until the answer is there; whatever can go wrong
 * is a value.
 */
public interface Facilitator {
  /** What it can do now; nothing when it cannot be reached. */
  Optional<Supported> supported();

  /** Whether a payment would go through. */
  Verdict verify(ObjectNode request);

  /** Charges. */
  Result settle(ObjectNode request);

  /**
   * A request's body.
   *
   * @param requirements the offer, with the amount to be charged
   */
  static ObjectNode request(int version, ObjectNode payload, ObjectNode requirements) {
    ObjectNode request = PaymentJson.object().put("x402Version", version);
    request.set("paymentPayload", payload);
    request.set("paymentRequirements", requirements);
    return request;
  }

  /**
   * What a facilitator says it does.
   *
   * @param kinds {@code version/scheme/network}
   * @param addresses who spends {@code upto} permits, by network
   */
  record Supported(Set<String> kinds, Map<String, Address> addresses) {
    public Supported {
      kinds = Set.copyOf(kinds);
      addresses = Map.copyOf(addresses);
    }

    boolean covers(int version, Scheme scheme, String network) {
      return kinds.contains(version + "/" + scheme.wireName() + "/" + network);
    }
  }

  /** What it says of a payment. */
  sealed interface Verdict {
    /** It would go through now. */
    record Valid() implements Verdict {}

    /** It would not. */
    record Invalid(String reason) implements Verdict {
      public Invalid {
        requireNonNull(reason, "reason is null");
      }
    }

    /** It does not answer, or nonsense. */
    record Unavailable(String why) implements Verdict {
      public Unavailable {
        requireNonNull(why, "why is null");
      }
    }
  }

  /** What came of a settlement. */
  sealed interface Result {
    /** The money moved. */
    record Settled(String transaction) implements Result {}

    /** It was refused, and as far as the facilitator knows nothing moved. */
    record Refused(String reason) implements Result {}

    /**
     * Nobody knows: no answer, a broken one, or one that says so.
     *
     * @param transaction if one was named; empty otherwise
     */
    record Unclear(String why, String transaction) implements Result {}

    /** It was certainly not asked. */
    record NotSent(String why) implements Result {}
  }
}
