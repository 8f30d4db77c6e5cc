package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.data.Message;
import org.yardmaster.data.Role;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.ServerEvent;

/** Google Gemini's {@code generateContent}. */
final class GeminiFormat implements WireFormat {
  private static final Set<String> REFUSALS =
      Set.of("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE");

  @Override
  public URI address(Endpoint endpoint, String model, boolean streaming) {
    String name = URLEncoder.encode(model, StandardCharsets.UTF_8);
    return endpoint.address(
        "/models/%s:%s"
            .formatted(name, streaming ? "streamGenerateContent?alt=sse" : "generateContent"));
  }

  @Override
  public Map<String, String> headers(ApiKey key) {
    return key.secret().map(secret -> Map.of("x-goog-api-key", secret)).orElse(Map.of());
  }

  @Override
  public ObjectNode request(Endpoint endpoint, Call call, ToolDefinitions tools) {
    ObjectNode body = WireJson.object();
    String system = SystemText.of(call.prompt());
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
    }
    ArrayNode contents = body.putArray("contents");
    for (Message message : call.prompt().messages()) {
      if (message.role() != Role.SYSTEM) {
        ObjectNode content = contents.addObject();
        content.put("role", message.role() == Role.ASSISTANT ? "model" : "user");
        content.putArray("parts").addObject().put("text", message.text());
      }
    }
    if (!tools.isEmpty()) {
      ArrayNode list = body.putArray("tools").addObject().putArray("functionDeclarations");
      for (ToolDefinitions.Tool tool : tools.tools()) {
        list.addObject()
            .put("name", tool.name())
            .put("description", tool.description())
            .set("parametersJsonSchema", tool.parameters());
      }
    }
    ObjectNode generation = body.putObject("generationConfig");
    WireJson.putParameters(generation, call.candidate());
    generation.put("maxOutputTokens", call.maxOutputTokens());
    return body;
  }

  @Override
  public Optional<Completion> completion(JsonNode document, ToolDefinitions tools) {
    Usage usage = usage(document);
    String blocked = WireJson.text(document.path("promptFeedback"), "blockReason");
    if (!blocked.isEmpty()) {
      return Optional.of(new Completion.Refused("blocked: " + blocked, usage));
    }
    JsonNode candidate = document.path("candidates").path(0);
    if (!candidate.isObject()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    ToolDefinitions.Calls calls = tools.calls();
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (!part.path("thought").asBoolean()) {
        text.append(WireJson.text(part, "text"));
      }
      if (part.path("functionCall").isObject()) {
        JsonNode call = part.get("functionCall");
        JsonNode arguments = call.path("args");
        calls.add(
            WireJson.text(call, "name"), arguments.isObject() ? arguments : WireJson.object());
      }
    }
    String reason = WireJson.text(candidate, "finishReason");
    return Optional.of(
        REFUSALS.contains(reason)
            ? new Completion.Refused(text.toString(), usage)
            : new Completion.Completed(text.toString(), calls.text(), reason, usage));
  }

  /** Cached tokens are part of the prompt's; thoughts come beside the candidates' tokens. */
  @Override
  public Usage usage(JsonNode document) {
    TokenCounts counts = new TokenCounts(document.path("usageMetadata"));
    long cached = counts.optional("cachedContentTokenCount");
    long prompt =
        counts.needed("promptTokenCount") + counts.optional("toolUsePromptTokenCount") - cached;
    return counts.disjoint(
        prompt,
        cached,
        counts.optional("candidatesTokenCount"),
        counts.optional("thoughtsTokenCount"));
  }

  @Override
  public Assembled assemble(List<ServerEvent> events) {
    ObjectNode document = WireJson.object();
    ArrayNode parts = WireJson.MAPPER.createArrayNode();
    Optional<Long> first = Optional.empty();
    for (ServerEvent event : events) {
      Optional<ObjectNode> chunk = WireJson.object(event.data());
      if (chunk.isEmpty() || chunk.get().has("error")) {
        JsonNode error =
            chunk
                .map(found -> found.get("error"))
                .orElseGet(() -> WireJson.object().put("message", "a chunk is not JSON"));
        return new Assembled(whole(document, parts), false, first, Optional.of(error));
      }
      JsonNode candidate = chunk.get().path("candidates").path(0);
      candidate.path("content").path("parts").forEach(parts::add);
      if (first.isEmpty() && visible(candidate)) {
        first = Optional.of(event.arrivedNanos());
      }
      String reason = WireJson.text(candidate, "finishReason");
      if (!reason.isEmpty()) {
        document.put("finishReason", reason);
      }
      for (String field : List.of("usageMetadata", "promptFeedback")) {
        if (chunk.get().path(field).isObject()) {
          document.set(field, chunk.get().get(field));
        }
      }
    }
    boolean ended = document.has("finishReason") || document.has("promptFeedback");
    return new Assembled(whole(document, parts), ended, first, Optional.empty());
  }

  private static boolean visible(JsonNode candidate) {
    return candidate
        .path("content")
        .path("parts")
        .valueStream()
        .anyMatch(
            part ->
                part.has("functionCall")
                    || (!part.path("thought").asBoolean()
                        && !WireJson.text(part, "text").isEmpty()));
  }

  private static ObjectNode whole(ObjectNode document, ArrayNode parts) {
    ObjectNode candidate = document.putArray("candidates").addObject();
    candidate.putObject("content").put("role", "model").set("parts", parts);
    if (document.has("finishReason")) {
      candidate.set("finishReason", document.remove("finishReason"));
    }
    return document;
  }
}
