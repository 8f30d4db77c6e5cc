package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What was derived from one evaluation, as JSON. */
final class DerivedJson {
  private DerivedJson() {}

  static ObjectNode of(DatasetReport dataset, long requestsPerMonth) {
    Derived derived = Derived.of(dataset.evaluation(), dataset.extras());
    Wording words = new Wording(dataset.evaluation().simulated());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    derived.money().ifPresent(money -> putMoney(node, money, requestsPerMonth));
    putStops(node, derived, words);
    putMargins(node, derived, words);
    putClaims(node, derived, words);
    derived.breakEven().ifPresent(breakEven -> putBreakEven(node, breakEven));
    putSensitivity(node, Sensitivity.of(dataset.evaluation(), dataset.extras()), words);
    return node;
  }

  private static void putMoney(ObjectNode node, Derived.Money money, long requestsPerMonth) {
    ObjectNode per1k = node.putObject("per1k");
    JsonNumbers.put(per1k, "reference", money.referencePer1k());
    JsonNumbers.put(per1k, "policy", money.policyPer1k());
    JsonNumbers.put(per1k, "reduction", money.reductionPer1k());
    double thousands = requestsPerMonth / 1000.0;
    ObjectNode month = node.putObject("month");
    month.put("requests", requestsPerMonth);
    JsonNumbers.put(month, "reference", money.referencePer1k() * thousands);
    JsonNumbers.put(month, "policy", money.policyPer1k() * thousands);
    JsonNumbers.put(month, "reduction", money.reduction(thousands));
  }

  private static void putStops(ObjectNode node, Derived derived, Wording words) {
    node.put("defaultStop", derived.defaultStop());
    ArrayNode stops = node.putArray("stops");
    for (Derived.Stop stop : derived.stops()) {
      ObjectNode entry = stops.addObject();
      entry.put("point", stop.point());
      JsonNumbers.put(entry, "willingness", stop.willingness());
      JsonNumbers.put(entry, "usdPer1k", stop.usdPer1k());
      JsonNumbers.put(entry, "quality", stop.quality());
      JsonNumbers.put(entry, words.reductionKey(), stop.reduction());
      JsonNumbers.add(entry.putArray("mix"), stop.mix());
    }
  }

  private static void putMargins(ObjectNode node, Derived derived, Wording words) {
    ArrayNode margins = node.putArray("margins");
    for (Derived.MarginChoice choice : derived.margins()) {
      ObjectNode entry = margins.addObject();
      JsonNumbers.put(entry, "margin", choice.margin());
      choice.policy().ifPresent(policy -> entry.put("policy", policy));
      JsonNumbers.put(entry, words.curveReductionKey(), choice.curveReduction());
    }
  }

  private static void putClaims(ObjectNode node, Derived derived, Wording words) {
    ArrayNode claims = node.putArray("claims");
    for (Derived.Claim claim : derived.claims()) {
      ObjectNode entry = claims.addObject();
      JsonNumbers.put(entry, words.reductionKey(), claim.reduction());
      JsonNumbers.put(entry, "qualityDifference", claim.qualityDifference());
    }
  }

  private static void putBreakEven(ObjectNode node, Derived.BreakEven breakEven) {
    ObjectNode entry = node.putObject("breakEven");
    JsonNumbers.put(entry, "labelUsd", breakEven.labelUsd());
    JsonNumbers.put(entry, "requests", breakEven.requests());
    JsonNumbers.put(entry, "requestsAtWorst", breakEven.requestsAtWorst());
  }

  private static void putSensitivity(ObjectNode node, Sensitivity found, Wording words) {
    JsonNumbers.put(node, "p50Change", found.p50Change());
    JsonNumbers.put(node, "p95Change", found.p95Change());
    JsonNumbers.put(node, "neededMargin", found.neededMargin());
    found
        .prices()
        .ifPresent(
            prices -> {
              ObjectNode entry = node.putObject("prices");
              JsonNumbers.put(entry, "lowest", prices.lowest());
              JsonNumbers.put(entry, "highest", prices.highest());
              entry.put("scenarios", prices.scenarios()).put("sameVerdict", prices.sameVerdict());
              JsonNumbers.put(
                  entry, "sameVerdictShare", (double) prices.sameVerdict() / prices.scenarios());
            });
    found
        .dearest()
        .ifPresent(
            dearest -> {
              ObjectNode entry = node.putObject("dearest").put("candidate", dearest.candidate());
              JsonNumbers.put(entry, "usdPer1k", dearest.usdPer1k());
              JsonNumbers.put(entry, words.reductionKey(), dearest.reduction());
            });
    ArrayNode flips = node.putArray("flips");
    for (Sensitivity.Flip flip : found.flips()) {
      ObjectNode entry = flips.addObject();
      JsonNumbers.put(entry, "rate", flip.rate());
      JsonNumbers.put(entry, "qualityDifference", flip.difference());
    }
  }
}
