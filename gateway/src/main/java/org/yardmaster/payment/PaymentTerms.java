package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;

/**
 * What an operator chose for payments.
 *
 * @param origin of the gateway as payers see it, for instance {@code https://api.example.org}
 * @param payTo who gets the money
 * @param facilitators in the order in which they are asked
 * @param chains JSON-RPC addresses, one for the network of every asset: read after doubt only
 * @param routes what a payment does on a route; none is taken on others
 * @param gasSponsoring whether to say that a facilitator sends EIP-2612 permits along
 */
public record PaymentTerms(
    String origin,
    Address payTo,
    List<Place> facilitators,
    Map<Network, URI> chains,
    List<Asset> assets,
    Map<String, Rule> routes,
    StreamPolicy streams,
    Prices prices,
    Bounds bounds,
    boolean gasSponsoring) {
  public PaymentTerms {
    requireNonNull(origin, "origin is null");
    requireNonNull(payTo, "payTo is null");
    facilitators = List.copyOf(facilitators);
    chains = Map.copyOf(chains);
    assets = List.copyOf(assets);
    routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    requireNonNull(streams, "streams is null");
    requireNonNull(prices, "prices is null");
    requireNonNull(bounds, "bounds is null");
    if (facilitators.isEmpty() || assets.isEmpty() || routes.isEmpty()) {
      throw new IllegalArgumentException(
          "Payments need at least one facilitator, one asset and one route.");
    }
    for (Asset asset : assets) {
      if (!chains.containsKey(asset.network())) {
        throw new IllegalArgumentException(
            "Asset (%s) is on network (%s), which has no entry under chains.%nMaybe add a JSON-RPC address there: without one nobody can tell whether a payment in doubt arrived."
                .formatted(asset.address().checksummed(), asset.network().caip2()));
      }
    }
  }

  /**
   * A facilitator.
   *
   * @param keyVariable environment variable with its bearer token; none for open ones
   */
  public record Place(URI address, Optional<String> keyVariable) {
    public Place {
      requireNonNull(address, "address is null");
      requireNonNull(keyVariable, "keyVariable is null");
    }
  }

  /** What a payment does. */
  public enum Rule {
    /** It pays for this one request, which then needs no key. */
    REPLACE,
    /** It is credited to the key that the request carries. */
    TOP_UP
  }

  /** When a stream is paid for. */
  public enum StreamPolicy {
    /** Before it begins; {@link Scheme#EXACT} only, the whole quote. */
    UPFRONT,
    /** After its end; it is held back until the money arrived. */
    BUFFERED,
    /** After its end; it flows at once, and may stay unpaid within {@link Bounds#unpaidNanoUsd}. */
    BOUNDED
  }

  /**
   * Money, in nano-dollars.
   *
   * @param floorNanoUsd that every paid request costs at least; above 0
   * @param mostNanoUsd of one quote; official clients sign up to one dollar
   * @param markupPercent on the candidate's cost
   * @param topUpNanoUsd of one top-up
   */
  public record Prices(long floorNanoUsd, long mostNanoUsd, int markupPercent, long topUpNanoUsd) {
    /** A floor of 0.001 USD, a dollar at most, no markup, top-ups of one dollar. */
    public static final Prices STANDARD = new Prices(1_000_000, 1_000_000_000, 0, 1_000_000_000);

    public Prices {
      if (floorNanoUsd < 1 || mostNanoUsd < floorNanoUsd || markupPercent < 0 || topUpNanoUsd < 1) {
        throw new IllegalArgumentException(
            "Prices (floor %d, most %d, markup %d %%, top-up %d nano-dollars); expected a floor above 0 and not above the most, and no negative markup."
                .formatted(floorNanoUsd, mostNanoUsd, markupPercent, topUpNanoUsd));
      }
    }

    /** A cost with the markup, at least the floor. */
    long asked(long costNanoUsd) {
      long marked =
          Math.addExact(
              costNanoUsd, Math.ceilDiv(Math.multiplyExact(costNanoUsd, markupPercent), 100L));
      return Math.max(floorNanoUsd, marked);
    }

    /** The most that a cost may be so that a quote covers it. */
    long covered(long quotedNanoUsd) {
      return Math.floorDiv(Math.multiplyExact(quotedNanoUsd, 100L), 100L + markupPercent);
    }
  }

  /**
   * What is risked and waited for.
   *
   * @param unpaidPerPayer requests of one payer that are worked on and not yet paid
   * @param unpaidNanoUsd quotes being worked on before payment, and work that stayed unpaid within
   *     the last hour, all payers and gateways of the ledger together
   * @param quote how long a quote holds
   * @param settle may pass until a settlement is confirmed; then it is in doubt
   * @param turn a payer's next request waits so long for the one before
   * @param answers are kept so long for payers who lost them
   */
  public record Bounds(
      int unpaidPerPayer,
      long unpaidNanoUsd,
      Duration quote,
      Duration settle,
      Duration turn,
      Duration answers) {
    /** One per payer, 20 USD, five minutes, 30 s, 10 s, ten minutes. */
    public static final Bounds STANDARD =
        new Bounds(
            1,
            20_000_000_000L,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10));

    public Bounds {
      if (unpaidPerPayer < 1
          || unpaidNanoUsd < 0
          || !quote.isPositive()
          || !settle.isPositive()
          || turn.isNegative()
          || !answers.isPositive()) {
        throw new IllegalArgumentException("Every bound of payments must be positive.");
      }
    }
  }

  /** The asset that a stored payment was made in, if it is still taken. */
  Optional<Asset> asset(String network, String address) {
    return assets.stream()
        .filter(asset -> asset.network().caip2().equals(network))
        .filter(asset -> asset.address().text().equals(address))
        .findFirst();
  }
}
