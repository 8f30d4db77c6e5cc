package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yardmaster.payment.Scheme;
import org.yardmaster.payment.SpendingRules;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.price.Price;

/**
 * How a candidate that asks for money is paid (x402, USDC).
 *
 * @param walletVariable environment variable that holds the private key of the buyer's account
 */
public record PaymentPlan(String walletVariable, SpendingRules rules) {
  public PaymentPlan {
    requireNonNull(rules, "rules is null");
    if (!walletVariable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "The walletVariable is no name of an environment variable (it is not shown, in case it is"
              + " the key itself).");
    }
  }

  static PaymentPlan read(YamlFields fields) {
    fields.allow(Set.of("walletVariable", "mostUsd", "payTo", "schemes"));
    double most =
        fields
            .amount("mostUsd")
            .orElseThrow(() -> fields.fault("no field (mostUsd)", "the cap of one payment"));
    Set<Address> payTo = new HashSet<>();
    for (String text : fields.texts("payTo")) {
      try {
        payTo.add(new Address(text));
      } catch (IllegalArgumentException fault) {
        throw fields.fault("payTo (%s)".formatted(text), String.valueOf(fault.getMessage()));
      }
    }
    try {
      return new PaymentPlan(
          fields.text("walletVariable"),
          new SpendingRules(Price.nano(most), payTo, SpendingRules.USDC, schemes(fields)));
    } catch (IllegalArgumentException fault) {
      throw fields.fault(
          String.valueOf(fault.getMessage()), "walletVariable, mostUsd and a list of payTo");
    }
  }

  private static List<Scheme> schemes(YamlFields fields) {
    List<String> names = fields.texts("schemes");
    return names.isEmpty()
        ? List.of(Scheme.EXACT)
        : names.stream().map(name -> Scheme.valueOf(name.toUpperCase(Locale.ROOT))).toList();
  }
}
