package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.outcome.Cost;
import org.yardmaster.routing.Plan;

/**
 * What the caller is told about its call, as headers and beside the token counts.
 *
 * @param attempts made
 * @param cost unknown while a stream runs
 * @param reference what the same tokens would have cost at the reference candidate
 */
record Receipt(
    String requestId,
    Plan plan,
    String candidate,
    boolean simulated,
    int attempts,
    Cost cost,
    Cost reference,
    String referenceId) {

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-request-id", requestId);
    headers.put("x-yardmaster-candidate", clean(candidate));
    headers.putAll(headers(plan, attempts));
    plan.prediction(candidate)
        .filter(expected -> Double.isFinite(expected.costUsd()))
        .ifPresent(
            expected ->
                headers.put(
                    "x-yardmaster-predicted-cost-usd",
                    BigDecimal.valueOf(expected.costUsd())
                        .setScale(9, RoundingMode.HALF_UP)
                        .toPlainString()));
    if (cost instanceof Cost.Known known) {
      headers.put("x-yardmaster-cost-usd", usd(known).toPlainString());
    }
    if (reference instanceof Cost.Known known) {
      headers.put("x-yardmaster-reference", clean(referenceId));
      headers.put("x-yardmaster-reference-cost-usd", usd(known).toPlainString());
    }
    if (simulated) {
      headers.put("x-yardmaster-simulated", "true");
    }
    return headers;
  }

  /** What is told of every request that was planned, answered or not. */
  static Map<String, String> headers(Plan plan, int attempts) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!plan.task().isEmpty()) {
      headers.put("x-yardmaster-task", clean(plan.task()));
    }
    headers.put("x-yardmaster-reason", clean(plan.reason()));
    headers.put("x-yardmaster-decision-us", Long.toString(plan.decisionNanos() / 1000));
    headers.put("x-yardmaster-attempts", Integer.toString(attempts));
    headers.put("x-yardmaster-policy", plan.policyDigest());
    if (!plan.draw().arm().isEmpty()) {
      headers.put("x-yardmaster-arm", plan.draw().arm());
    }
    return headers;
  }

  /** Adds {@code cost} and {@code yardmaster} to token counts. */
  void putInto(ObjectNode usage) {
    if (cost instanceof Cost.Known known) {
      usage.put("cost", usd(known));
    }
    ObjectNode details = usage.putObject("yardmaster");
    details.put("candidate", candidate).put("task", plan.task()).put("reason", plan.reason());
    plan.prediction(candidate)
        .ifPresent(expected -> details.put("predicted_cost", expected.costUsd()));
    if (reference instanceof Cost.Known known) {
      details.put("reference", referenceId).put("reference_cost", usd(known));
    }
    details.put("decision_us", plan.decisionNanos() / 1000).put("attempts", attempts);
    details.put("policy", plan.policyDigest());
    if (!plan.draw().arm().isEmpty()) {
      details.put("arm", plan.draw().arm());
    }
    if (simulated) {
      details.put("simulated", true);
    }
  }

  /** An object of its own, for formats whose token counts are fixed. */
  ObjectNode written() {
    ObjectNode usage = ChatJson.object();
    putInto(usage);
    return usage;
  }

  static BigDecimal usd(Cost.Known cost) {
    return BigDecimal.valueOf(cost.nanoUsd(), 9);
  }

  /** Printable ASCII: a header cannot be split by what stands in it. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (int index = 0; index < Math.min(text.length(), 300); index++) {
      char letter = text.charAt(index);
      clean.append(letter >= ' ' && letter < 0x7F ? letter : '?');
    }
    return clean.toString();
  }
}
