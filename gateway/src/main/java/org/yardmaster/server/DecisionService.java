package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.routing.Plan;

/**
 * The policy as a brain for other gateways: it answers which candidate should serve and asks none.
 * Four shapes: our own {@code /v1/route}, System One and OpenAI's decisions (one choice question
 * whose options are candidates' ids or {@code auto} presets), and Portkey's webhook.
 */
final class DecisionService {
  private final Supplier<GatewayState> state;

  DecisionService(Supplier<GatewayState> state) {
    this.state = state;
  }

  private Plan plan(ObjectNode chat, Incoming in) {
    GatewayState now = state.get();
    Preferences preferences = Preferences.take(chat, in.header());
    ChatCall call =
        ChatCall.of(chat, chat, preferences, now.config().routing().maxTokens(), in.body().length);
    return ChatService.plan(now, call, in.caller());
  }

  private static ObjectNode chat(String text) {
    ObjectNode chat = ChatJson.object().put("model", "auto");
    chat.putArray("messages").addObject().put("role", "user").put("content", text);
    return chat;
  }

  /** {@code POST /v1/route}: ranked candidates of a chat request, or of a bare {@code prompt}. */
  ObjectNode route(ObjectNode body, Incoming in) {
    ObjectNode chat = body;
    if (body.path("prompt").isTextual()) {
      chat = chat(body.get("prompt").textValue());
      body.remove("prompt");
      chat.setAll(body);
    } else if (!body.has("model")) {
      chat.put("model", "auto");
    }
    Plan plan = plan(chat, in);
    ObjectNode root = ChatJson.object().put("model", plan.order().getFirst().id());
    root.put("task", plan.task()).put("reason", plan.reason());
    root.put("policy", plan.policyDigest()).put("decision_ns", plan.decisionNanos());
    ArrayNode ranked = root.putArray("ranked");
    for (ServingCandidate candidate : plan.order()) {
      ObjectNode one = ranked.addObject().put("model", candidate.id());
      one.put("provider", candidate.candidate().provider());
      one.put("upstream_model", candidate.candidate().model());
      one.put("simulated", candidate.candidate().simulated());
      plan.prediction(candidate.id())
          .ifPresent(
              expected -> {
                one.put("probability", expected.success());
                one.put("predicted_cost_usd", expected.costUsd());
                if (Double.isFinite(expected.latencySeconds())) {
                  one.put("predicted_latency_seconds", expected.latencySeconds());
                }
              });
    }
    ObjectNode excluded = root.putObject("excluded");
    plan.excluded().forEach(excluded::put);
    return root;
  }

  /** {@code POST /v1/systemone}. */
  ObjectNode systemOne(ObjectNode body, Incoming in) {
    ObjectNode answers = ChatJson.object();
    JsonNode questions = body.path("questions");
    if (!body.path("state").isTextual() || !questions.isObject() || questions.isEmpty()) {
      throw ApiProblem.badRequest("Expected a text in state and at least one entry in questions.");
    }
    for (Map.Entry<String, JsonNode> question : questions.properties()) {
      List<String> options = new ArrayList<>();
      question.getValue().path("criteria").fieldNames().forEachRemaining(options::add);
      answers.set(
          question.getKey(),
          choice(question.getValue(), options, body.get("state").textValue(), in));
    }
    ObjectNode root = ChatJson.object().put("model", body.path("model").asText("yardmaster"));
    root.set("answers", answers);
    root.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
    return root;
  }

  /** {@code POST /v1/decisions}. */
  ObjectNode decisions(ObjectNode body, Incoming in) {
    JsonNode questions = body.path("questions");
    if (!body.path("input").isTextual() || !questions.isArray() || questions.isEmpty()) {
      throw ApiProblem.badRequest("Expected a text in input and at least one entry in questions.");
    }
    ObjectNode root = ChatJson.object().put("model", body.path("model").asText("yardmaster"));
    ArrayNode answers = root.putArray("answers");
    for (JsonNode question : questions) {
      List<String> options = new ArrayList<>();
      question.path("choices").forEach(each -> options.add(each.path("value").asText()));
      ObjectNode answer = choice(question, options, body.get("input").textValue(), in);
      answer.put("name", question.path("name").asText());
      ArrayNode listed = ChatJson.object().arrayNode();
      answer
          .path("probabilities")
          .properties()
          .forEach(
              one ->
                  listed.addObject().put("value", one.getKey()).set("probability", one.getValue()));
      answer.set("probabilities", listed);
      answers.add(answer);
    }
    root.putObject("usage").put("input_tokens", 0).put("output_tokens", 0);
    return root;
  }

  /**
   * The option that the policy takes. Probabilities are each option's share of all options' chances
   * of being right, the chosen one's first: they rank, they are not calibrated.
   */
  private ObjectNode choice(JsonNode question, List<String> options, String text, Incoming in) {
    if (!question.path("type").asText().equals("choice") || options.isEmpty()) {
      throw ApiProblem.badRequest("Only questions of type choice with options are answered.");
    }
    Map<String, String> tiers = state.get().config().routing().tiers();
    ObjectNode chat = chat(text);
    Map<String, String> candidates = new LinkedHashMap<>();
    for (String option : options) {
      candidates.put(tiers.getOrDefault(option, option), option);
    }
    ArrayNode allowed = chat.putArray("allowed_models");
    candidates.keySet().stream()
        .filter(id -> state.get().router().fleet().find(id).isPresent())
        .forEach(allowed::add);
    if (allowed.isEmpty()) {
      throw ApiProblem.badRequest(
          "None of the options (%s) is a candidate, or a tier of routing.tiers."
              .formatted(String.join(", ", options)));
    }
    Plan plan = plan(chat, in);
    ObjectNode probabilities = ChatJson.object();
    double sum = 0;
    for (ServingCandidate candidate : plan.order()) {
      sum += plan.prediction(candidate.id()).map(Plan.Prediction::success).orElse(0.0);
    }
    for (String option : options) {
      probabilities.put(option, 0.0);
    }
    for (ServingCandidate candidate : plan.order()) {
      double success = plan.prediction(candidate.id()).map(Plan.Prediction::success).orElse(0.0);
      String option = candidates.getOrDefault(candidate.id(), candidate.id());
      probabilities.put(option, sum == 0 ? 0 : success / sum);
    }
    String chosen = plan.order().getFirst().id();
    ObjectNode answer = ChatJson.object().put("type", "choice");
    answer.put("choice", candidates.getOrDefault(chosen, chosen));
    answer.set("probabilities", probabilities);
    answer.put("confidence", plan.prediction(chosen).map(Plan.Prediction::success).orElse(0.0));
    return answer;
  }

  /** Portkey's webhook: the request comes back with its model replaced. */
  ObjectNode portkey(ObjectNode body, Incoming in) {
    if (!(body.path("request").path("json") instanceof ObjectNode request)) {
      throw ApiProblem.badRequest("Expected the request in request.json.");
    }
    ObjectNode changed = request.deepCopy();
    ObjectNode asked = request.deepCopy().put("model", "auto");
    asked.remove("stream");
    Plan plan = plan(asked, in);
    changed.put("model", plan.order().getFirst().id());
    ObjectNode root = ChatJson.object().put("verdict", true);
    root.putObject("transformedData").putObject("request").set("json", changed);
    root.putObject("data").put("task", plan.task()).put("reason", plan.reason());
    return root;
  }
}
