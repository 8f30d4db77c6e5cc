package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Word;

/**
 * What a buyer signs.
 *
 * @param mostNanoUsd of one payment
 * @param payTo who may be paid; nobody else
 * @param assets that are known, with the domain and decimals that the buyer trusts: never those
 *     that a seller names
 * @param schemes in the order of preference
 */
public record SpendingRules(
    long mostNanoUsd, Set<Address> payTo, List<Asset> assets, List<Scheme> schemes) {
  /** USDC on Base and on its test chain. */
  public static final List<Asset> USDC =
      List.of(
          usdc(8453, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", "USD Coin"),
          usdc(84_532, "0x036CbD53842c5426634e7929541eC2318f3dCF7e", "USDC"));

  private static Asset usdc(long chainId, String address, String name) {
    return new Asset(
        new Network(chainId),
        new Address(address),
        name,
        "2",
        6,
        Asset.Transfer.EIP3009,
        List.of(Scheme.UPTO, Scheme.EXACT));
  }

  public SpendingRules {
    payTo = Set.copyOf(payTo);
    assets = List.copyOf(assets);
    schemes = List.copyOf(schemes);
    if (mostNanoUsd < 1 || payTo.isEmpty()) {
      throw new IllegalArgumentException(
          "A buyer needs a cap above 0 and at least one address that it may pay.");
    }
  }

  /** An offer that is accepted. */
  public record Choice(ObjectNode accepted, Asset asset) {
    public Choice {
      requireNonNull(accepted, "accepted is null");
      requireNonNull(asset, "asset is null");
    }

    long nanoUsd() {
      return asset.nanoUsd(Word.decimal(PaymentJson.text(accepted, "amount")));
    }
  }

  /**
   * The first offer within the rules.
   *
   * @param required a decoded {@code PAYMENT-REQUIRED}
   * @param reasons takes why others were passed over
   */
  Optional<Choice> choose(ObjectNode required, List<String> reasons) {
    List<Choice> fitting = new ArrayList<>();
    for (JsonNode offer : required.path("accepts")) {
      if (offer instanceof ObjectNode object) {
        obstacle(object)
            .ifPresentOrElse(
                reasons::add, () -> fitting.add(new Choice(object, asset(object).orElseThrow())));
      }
    }
    for (Scheme scheme : schemes) {
      for (Choice choice : fitting) {
        if (PaymentJson.text(choice.accepted(), "scheme").equals(scheme.wireName())) {
          return Optional.of(choice);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Asset> asset(ObjectNode offer) {
    return assets.stream()
        .filter(one -> one.network().caip2().equals(PaymentJson.text(offer, "network")))
        .filter(one -> one.address().text().equalsIgnoreCase(PaymentJson.text(offer, "asset")))
        .findFirst();
  }

  private Optional<String> obstacle(ObjectNode offer) {
    String scheme = PaymentJson.text(offer, "scheme");
    Optional<Asset> asset = asset(offer);
    if (asset.isEmpty() || Scheme.named(scheme).filter(schemes::contains).isEmpty()) {
      return Optional.of(
          "%s in %s is not among what may be paid with"
              .formatted(scheme, PaymentJson.text(offer, "asset")));
    }
    try {
      Address to = new Address(PaymentJson.text(offer, "payTo"));
      if (!payTo.contains(to)) {
        return Optional.of("%s is not allowed to be paid".formatted(to.checksummed()));
      }
      long asked = asset.get().nanoUsd(Word.decimal(PaymentJson.text(offer, "amount")));
      return asked > mostNanoUsd
          ? Optional.of("%d nano-dollars are more than the cap of %d".formatted(asked, mostNanoUsd))
          : Optional.empty();
    } catch (IllegalArgumentException fault) {
      return Optional.of("malformed offer: " + fault.getMessage());
    }
  }
}
