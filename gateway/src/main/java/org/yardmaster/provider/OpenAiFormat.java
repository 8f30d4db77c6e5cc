package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.data.Message;
import org.yardmaster.data.Role;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.ServerEvent;

/** OpenAI's chat completions, which most providers, routers and local servers speak. */
final class OpenAiFormat implements WireFormat {
  @Override
  public URI address(Endpoint endpoint, String model, boolean streaming) {
    return endpoint.address("/chat/completions");
  }

  @Override
  public Map<String, String> headers(ApiKey key) {
    return key.secret().map(secret -> Map.of("authorization", "Bearer " + secret)).orElse(Map.of());
  }

  @Override
  public ObjectNode request(Endpoint endpoint, Call call, ToolDefinitions tools) {
    ObjectNode body = WireJson.object().put("model", call.candidate().model());
    ArrayNode messages = body.putArray("messages");
    for (Message message : call.prompt().messages()) {
      messages.addObject().put("role", role(message.role())).put("content", message.text());
    }
    if (!tools.isEmpty()) {
      ArrayNode list = body.putArray("tools");
      for (ToolDefinitions.Tool tool : tools.tools()) {
        ObjectNode function = list.addObject().put("type", "function").putObject("function");
        function.put("name", tool.name()).put("description", tool.description());
        function.set("parameters", tool.parameters());
      }
    }
    WireJson.putParameters(body, call.candidate());
    body.put(endpoint.outputLimit().field(), call.maxOutputTokens());
    if (endpoint.streaming()) {
      body.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  /** A tool's result needs the id of its call, which prompts do not keep: it is told as text. */
  private static String role(Role role) {
    return role == Role.TOOL ? Role.USER.wireName() : role.wireName();
  }

  @Override
  public Optional<Completion> completion(JsonNode document, ToolDefinitions tools) {
    JsonNode choice = document.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      return Optional.empty();
    }
    Usage usage = usage(document);
    String text = content(message.path("content"));
    String refusal = WireJson.text(message, "refusal");
    String reason = WireJson.text(choice, "finish_reason");
    if (!refusal.isEmpty() || reason.equals("content_filter")) {
      return Optional.of(new Completion.Refused(refusal.isEmpty() ? text : refusal, usage));
    }
    ToolDefinitions.Calls calls = tools.calls();
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      calls.add(WireJson.text(function, "name"), WireJson.text(function, "arguments"));
    }
    return Optional.of(new Completion.Completed(text, calls.text(), reason, usage));
  }

  /** Text, or an array of parts as some servers write it. */
  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : "";
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(WireJson.text(part, "text")));
    return text.toString();
  }

  /**
   * Cached tokens are part of the prompt's, reasoning tokens part of the completion's; where a
   * total shows that a server counts reasoning beside the completion, they are taken as disjoint.
   */
  @Override
  public Usage usage(JsonNode document) {
    JsonNode usage = document.path("usage");
    TokenCounts counts = new TokenCounts(usage);
    long prompt = counts.needed("prompt_tokens");
    long completion = counts.needed("completion_tokens");
    long cached =
        usage.path("prompt_tokens_details").has("cached_tokens")
            ? counts.optional("prompt_tokens_details", "cached_tokens")
            : counts.optional("prompt_cache_hit_tokens");
    long reasoning = counts.optional("completion_tokens_details", "reasoning_tokens");
    boolean beside =
        reasoning > 0 && counts.optional("total_tokens") == prompt + completion + reasoning;
    return counts.disjoint(
        prompt - cached, cached, beside ? completion : completion - reasoning, reasoning);
  }

  @Override
  public Assembled assemble(List<ServerEvent> events) {
    return new Assembly().of(events);
  }

  /** Adds up the deltas of a stream. */
  private static final class Assembly {
    private final ObjectNode document = WireJson.object();
    private final ObjectNode choice = document.putArray("choices").addObject();
    private final ObjectNode message = choice.putObject("message");
    private final ArrayNode calls = message.putArray("tool_calls");
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private Optional<Long> first = Optional.empty();
    private boolean whole;

    Assembled of(List<ServerEvent> events) {
      for (ServerEvent event : events) {
        if (event.data().strip().equals("[DONE]")) {
          whole = true;
          break;
        }
        Optional<ObjectNode> chunk = WireJson.object(event.data());
        if (chunk.isEmpty()) {
          return result(Optional.of(WireJson.object().put("message", "a chunk is not JSON")));
        }
        JsonNode error = chunk.get().path("error");
        if (!error.isMissingNode() && !error.isNull()) {
          return result(Optional.of(error));
        }
        add(chunk.get(), event.arrivedNanos());
      }
      return result(Optional.empty());
    }

    private Assembled result(Optional<JsonNode> error) {
      message.put("content", content.toString());
      if (!refusal.isEmpty()) {
        message.put("refusal", refusal.toString());
      }
      return new Assembled(document, whole, first, error);
    }

    private void add(JsonNode chunk, long arrived) {
      if (chunk.path("usage").isObject()) {
        document.set("usage", chunk.get("usage"));
      }
      JsonNode delta = chunk.path("choices").path(0).path("delta");
      String text = content(delta.path("content"));
      String refused = WireJson.text(delta, "refusal");
      content.append(text);
      refusal.append(refused);
      for (JsonNode part : delta.path("tool_calls")) {
        addCall(part);
      }
      boolean something =
          !text.isEmpty() || !refused.isEmpty() || !delta.path("tool_calls").isEmpty();
      if (something && first.isEmpty()) {
        first = Optional.of(arrived);
      }
      String reason = WireJson.text(chunk.path("choices").path(0), "finish_reason");
      if (!reason.isEmpty()) {
        choice.put("finish_reason", reason.toLowerCase(Locale.ROOT));
        whole = true;
      }
    }

    private void addCall(JsonNode part) {
      int index = part.path("index").asInt(Math.max(0, calls.size() - 1));
      while (calls.size() <= Math.min(index, 1_000)) {
        calls.addObject().putObject("function").put("name", "").put("arguments", "");
      }
      ObjectNode function = (ObjectNode) calls.get(Math.min(index, 1_000)).get("function");
      for (String field : List.of("name", "arguments")) {
        function.put(
            field, WireJson.text(function, field) + WireJson.text(part.path("function"), field));
      }
    }
  }
}
