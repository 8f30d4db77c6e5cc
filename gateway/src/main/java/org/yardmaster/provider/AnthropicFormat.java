package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.data.Message;
import org.yardmaster.data.Role;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.ServerEvent;

/** Anthropic's Messages. */
final class AnthropicFormat implements WireFormat {
  private static final String VERSION = "2023-06-01";

  @Override
  public URI address(Endpoint endpoint, String model, boolean streaming) {
    return endpoint.address("/v1/messages");
  }

  @Override
  public Map<String, String> headers(ApiKey key) {
    Map<String, String> headers = new HashMap<>(Map.of("anthropic-version", VERSION));
    key.secret().ifPresent(secret -> headers.put("x-api-key", secret));
    return headers;
  }

  @Override
  public ObjectNode request(Endpoint endpoint, Call call, ToolDefinitions tools) {
    ObjectNode body = WireJson.object().put("model", call.candidate().model());
    String system = SystemText.of(call.prompt());
    if (!system.isEmpty()) {
      body.put("system", system);
    }
    ArrayNode messages = body.putArray("messages");
    for (Message message : call.prompt().messages()) {
      if (message.role() != Role.SYSTEM) {
        String role = message.role() == Role.ASSISTANT ? "assistant" : "user";
        messages.addObject().put("role", role).put("content", message.text());
      }
    }
    if (!tools.isEmpty()) {
      ArrayNode list = body.putArray("tools");
      for (ToolDefinitions.Tool tool : tools.tools()) {
        list.addObject()
            .put("name", tool.name())
            .put("description", tool.description())
            .set("input_schema", tool.parameters());
      }
    }
    WireJson.putParameters(body, call.candidate());
    body.put("max_tokens", call.maxOutputTokens());
    if (endpoint.streaming()) {
      body.put("stream", true);
    }
    return body;
  }

  @Override
  public Optional<Completion> completion(JsonNode document, ToolDefinitions tools) {
    if (!document.path("content").isArray()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    ToolDefinitions.Calls calls = tools.calls();
    for (JsonNode block : document.get("content")) {
      switch (WireJson.text(block, "type")) {
        case "text" -> text.append(WireJson.text(block, "text"));
        case "tool_use" -> calls.add(WireJson.text(block, "name"), block.path("input"));
        default -> {} // thinking and whatever comes next
      }
    }
    Usage usage = usage(document);
    String reason = WireJson.text(document, "stop_reason");
    return Optional.of(
        reason.equals("refusal")
            ? new Completion.Refused(text.toString(), usage)
            : new Completion.Completed(text.toString(), calls.text(), reason, usage));
  }

  /**
   * Input tokens come without the cached ones. Tokens written to the cache count as input: we never
   * ask for caching, which would cost more. Thinking is counted as output only; it costs the same.
   */
  @Override
  public Usage usage(JsonNode document) {
    TokenCounts counts = new TokenCounts(document.path("usage"));
    long input = counts.needed("input_tokens") + counts.optional("cache_creation_input_tokens");
    return counts.disjoint(
        input, counts.optional("cache_read_input_tokens"), counts.needed("output_tokens"), 0);
  }

  @Override
  public Assembled assemble(List<ServerEvent> events) {
    return new Assembly().of(events);
  }

  /** Adds up the events of a stream. */
  private static final class Assembly {
    private final ObjectNode document = WireJson.object();
    private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
    private final Map<Integer, StringBuilder> inputs = new HashMap<>();
    private Optional<Long> first = Optional.empty();
    private boolean whole;

    Assembled of(List<ServerEvent> events) {
      for (ServerEvent event : events) {
        Optional<ObjectNode> data = WireJson.object(event.data());
        if (data.isEmpty()) {
          return result(Optional.of(WireJson.object().put("message", "an event is not JSON")));
        }
        if (WireJson.text(data.get(), "type").equals("error")) {
          return result(Optional.of(data.get().path("error")));
        }
        add(data.get(), event.arrivedNanos());
      }
      return result(Optional.empty());
    }

    private Assembled result(Optional<JsonNode> error) {
      ArrayNode content = document.putArray("content");
      blocks.forEach(
          (index, block) -> {
            if (inputs.containsKey(index)) {
              String written = inputs.get(index).toString();
              block.set(
                  "input",
                  written.isBlank()
                      ? WireJson.object()
                      : WireJson.any(written).orElseGet(() -> content.textNode(written)));
            }
            content.add(block);
          });
      return new Assembled(document, whole, first, error);
    }

    private void add(JsonNode event, long arrived) {
      int index = event.path("index").asInt();
      switch (WireJson.text(event, "type")) {
        case "message_start" -> takeUsage(event.path("message").path("usage"));
        case "content_block_start" -> start(index, event.path("content_block"), arrived);
        case "content_block_delta" -> grow(index, event.path("delta"), arrived);
        case "message_delta" -> {
          takeUsage(event.path("usage"));
          document.put("stop_reason", WireJson.text(event.path("delta"), "stop_reason"));
        }
        case "message_stop" -> whole = true;
        default -> {} // ping, content_block_stop and whatever comes next
      }
    }

    /** Later counts replace earlier ones; what is left out stays. */
    private void takeUsage(JsonNode usage) {
      ObjectNode kept =
          document.path("usage") instanceof ObjectNode old ? old : document.putObject("usage");
      usage
          .properties()
          .forEach(
              count -> {
                if (!count.getValue().isNull()) {
                  kept.set(count.getKey(), count.getValue());
                }
              });
    }

    private void start(int index, JsonNode block, long arrived) {
      if (block instanceof ObjectNode object) {
        blocks.put(index, object);
        if (WireJson.text(block, "type").equals("tool_use")) {
          inputs.put(index, new StringBuilder());
          first = first.or(() -> Optional.of(arrived));
        }
      }
    }

    private void grow(int index, JsonNode delta, long arrived) {
      ObjectNode block = blocks.get(index);
      StringBuilder input = inputs.get(index);
      String text = WireJson.text(delta, "text");
      if (block != null && !text.isEmpty()) {
        block.put("text", WireJson.text(block, "text") + text);
        first = first.or(() -> Optional.of(arrived));
      }
      if (input != null) {
        input.append(WireJson.text(delta, "partial_json"));
      }
    }
  }
}
