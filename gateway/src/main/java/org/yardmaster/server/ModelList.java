package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.price.Price;
import org.yardmaster.provider.Capabilities;
import org.yardmaster.routing.Router;
import org.yardmaster.routing.Wish;

/**
 * {@code GET /v1/models}: {@code auto} and its presets with what they may come to, and every
 * candidate with its price and limits.
 */
final class ModelList {
  private ModelList() {}

  static ObjectNode of(Router router) {
    ObjectNode root = ChatJson.object().put("object", "list");
    ArrayNode data = root.putArray("data");
    auto(data, router, Wish.AUTO, "the policy chooses, at its own operating point");
    router
        .tradeoffs()
        .forEach(
            (preset, tradeoff) ->
                auto(data, router, Wish.AUTO + ":" + preset, "the policy chooses, preset " + preset)
                    .put("cost_quality_tradeoff", tradeoff));
    router.fleet().all().forEach(candidate -> add(data, candidate, "chat"));
    router.fleet().embeddings().values().forEach(one -> add(data, one, "embedding"));
    return root;
  }

  /**
   * One model of the list.
   *
   * @throws ApiProblem 404 when there is none of that id
   */
  static ObjectNode one(Router router, String id) {
    for (JsonNode model : of(router).path("data")) {
      if (model.path("id").asText().equals(id)) {
        return (ObjectNode) model;
      }
    }
    throw new ApiProblem(
        404,
        "invalid_request_error",
        "model_not_found",
        "There is no model of that name; GET /v1/models lists them.");
  }

  private static ObjectNode entry(ArrayNode data, String id, String owner, String type) {
    ObjectNode model = data.addObject().put("id", id).put("object", "model");
    return model.put("created", 0).put("owned_by", owner).put("type", type);
  }

  /** Prices of {@code auto} are those of the cheapest and of the dearest that it may choose. */
  private static ObjectNode auto(ArrayNode data, Router router, String id, String what) {
    List<ServingCandidate> choices = router.choices();
    ObjectNode model = entry(data, id, "yardmaster", "chat").put("description", what);
    ArrayNode names = model.putArray("candidates");
    choices.forEach(choice -> names.add(choice.id()));
    model.put("simulated", choices.stream().anyMatch(one -> one.candidate().simulated()));
    limit(model, "context_length", choices, Capabilities::contextTokens);
    limit(model, "max_output_tokens", choices, Capabilities::outputTokens);
    List<Price> prices = choices.stream().flatMap(choice -> choice.price().stream()).toList();
    if (!prices.isEmpty()) {
      put(model.putObject("pricing_from"), prices, LongStream::min);
      put(model.putObject("pricing_to"), prices, LongStream::max);
    }
    return model;
  }

  /** The largest, where everybody states one: a request above it is served by nobody. */
  private static void limit(
      ObjectNode model,
      String field,
      List<ServingCandidate> choices,
      Function<Capabilities, OptionalLong> of) {
    List<OptionalLong> stated =
        choices.stream().map(choice -> of.apply(choice.capabilities())).toList();
    if (!stated.isEmpty() && stated.stream().allMatch(OptionalLong::isPresent)) {
      model.put(field, stated.stream().mapToLong(OptionalLong::getAsLong).max().getAsLong());
    }
  }

  /** One of several values. */
  private interface Pick {
    OptionalLong of(LongStream values);
  }

  private static void put(ObjectNode pricing, List<Price> prices, Pick pick) {
    pricing.put("unit", "USD per token");
    pricing.put("prompt", perToken(picked(prices, pick, Price::inputNanoPerMillion)));
    pricing.put("completion", perToken(picked(prices, pick, Price::outputNanoPerMillion)));
    pricing.put(
        "input_cache_read", perToken(picked(prices, pick, Price::cachedInputNanoPerMillion)));
    pricing.put(
        "request", BigDecimal.valueOf(picked(prices, pick, Price::requestNano), 9).toPlainString());
  }

  private static long picked(List<Price> prices, Pick pick, ToLongFunction<Price> of) {
    return pick.of(prices.stream().mapToLong(of)).orElseThrow();
  }

  private static void add(ArrayNode data, ServingCandidate candidate, String type) {
    ObjectNode model = entry(data, candidate.id(), candidate.candidate().provider(), type);
    model.put("upstream_model", candidate.candidate().model());
    model.put("simulated", candidate.candidate().simulated());
    Capabilities can = candidate.capabilities();
    can.contextTokens().ifPresent(most -> model.put("context_length", most));
    can.outputTokens().ifPresent(most -> model.put("max_output_tokens", most));
    if (type.equals("chat")) {
      model.put("tools", can.tools()).put("json", can.json());
      ArrayNode inputs = model.putArray("input_modalities").add("text");
      can.modalities().stream()
          .map(modality -> modality.name().toLowerCase(Locale.ROOT))
          .sorted()
          .forEach(inputs::add);
    }
    if (!can.region().isEmpty()) {
      model.put("region", can.region());
    }
    model.put("available", candidate.price().isPresent());
    candidate
        .price()
        .ifPresentOrElse(
            price -> put(model.putObject("pricing"), List.of(price), LongStream::max),
            () -> model.put("unavailable_because", "it has no price"));
  }

  /** As text, in the way of other lists of models: no reader rounds it. */
  private static String perToken(long nanoPerMillion) {
    BigDecimal usd = BigDecimal.valueOf(nanoPerMillion, 15).stripTrailingZeros();
    return usd.toPlainString();
  }
}
