package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.routing.Router;
import org.yardmaster.routing.Wish;

/** {@code GET /v1/models}: {@code auto}, its presets, and every candidate with its price. */
final class ModelList {
  private ModelList() {}

  static ObjectNode of(Router router) {
    ObjectNode root = ChatJson.object().put("object", "list");
    ArrayNode data = root.putArray("data");
    auto(data, Wish.AUTO, "the policy chooses, at its own operating point");
    for (String preset : router.presets()) {
      auto(data, Wish.AUTO + ":" + preset, "the policy chooses, preset " + preset);
    }
    router.fleet().all().forEach(candidate -> add(data, candidate));
    return root;
  }

  private static ObjectNode entry(ArrayNode data, String id, String owner) {
    ObjectNode model = data.addObject().put("id", id).put("object", "model");
    return model.put("created", 0).put("owned_by", owner);
  }

  private static void auto(ArrayNode data, String id, String what) {
    entry(data, id, "yardmaster").put("description", what);
  }

  private static void add(ArrayNode data, ServingCandidate candidate) {
    ObjectNode model = entry(data, candidate.id(), candidate.candidate().provider());
    model.put("upstream_model", candidate.candidate().model());
    model.put("simulated", candidate.candidate().simulated());
    candidate.capabilities().contextTokens().ifPresent(most -> model.put("context_length", most));
    candidate.capabilities().outputTokens().ifPresent(most -> model.put("max_output_tokens", most));
    candidate
        .price()
        .ifPresent(
            price -> {
              ObjectNode pricing = model.putObject("pricing");
              pricing.put("unit", "USD per token");
              pricing.put("prompt", perToken(price.inputNanoPerMillion()));
              pricing.put("completion", perToken(price.outputNanoPerMillion()));
              pricing.put("input_cache_read", perToken(price.cachedInputNanoPerMillion()));
              pricing.put("request", BigDecimal.valueOf(price.requestNano(), 9).toPlainString());
            });
  }

  /** As text, in the way of other lists of models: no reader rounds it. */
  private static String perToken(long nanoPerMillion) {
    BigDecimal usd = BigDecimal.valueOf(nanoPerMillion, 15).stripTrailingZeros();
    return usd.toPlainString();
  }
}
