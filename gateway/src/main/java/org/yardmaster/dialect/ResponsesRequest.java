package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a client's request in OpenAI's Responses into a Chat Completions request. */
public final class ResponsesRequest {
  /** Fields that are read here, told back, or change nothing that is served. */
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "input",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "parallel_tool_calls",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "store",
          "stream",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_p",
          "user");

  private static final List<String> COPIED =
      List.of(
          "model",
          "parallel_tool_calls",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "service_tier",
          "stream",
          "temperature",
          "top_p",
          "user");

  private final ObjectNode given;
  private final ResponsesMemory memory;
  private final ObjectNode chat = ChatJson.object();

  private ResponsesRequest(ObjectNode given, ResponsesMemory memory) {
    this.given = given;
    this.memory = memory;
  }

  /**
   * A request that was understood.
   *
   * @param chat the same as a Chat Completions request
   * @param own the request's own input items, references resolved
   */
  public record Read(ObjectNode chat, List<ObjectNode> own) {
    public Read {
      own = List.copyOf(own);
    }
  }

  /**
   * Reads a request. Hidden thoughts of earlier turns are left out: only the model that had them
   * can read them.
   *
   * @throws IllegalArgumentException when a field is missing, or an earlier response is not known
   * @throws Untranslatable when Chat Completions cannot say it
   */
  public static Read read(ObjectNode given, ResponsesMemory memory) {
    return new ResponsesRequest(given, memory).read();
  }

  private Read read() {
    requireServable();
    List<ObjectNode> own = own();
    ResponsesItems items = new ResponsesItems(chat.putArray("messages"));
    String instructions = ChatJson.text(given, "instructions");
    if (!instructions.isEmpty()) {
      items.system(instructions);
    }
    previous().forEach(items::add);
    own.forEach(items::add);
    COPIED.forEach(field -> ChatJson.copy(given, field, chat, field));
    ChatJson.copy(given, "max_output_tokens", chat, "max_tokens");
    ChatJson.copy(given.path("reasoning"), "effort", chat, "reasoning_effort");
    ChatJson.copy(given.path("text"), "verbosity", chat, "verbosity");
    format(given.path("text").path("format"));
    tools();
    return new Read(chat, own);
  }

  /** What nobody behind this API can do is refused, also where it is new. */
  private void requireServable() {
    given
        .properties()
        .forEach(
            field -> {
              if (!KNOWN.contains(field.getKey()) && !harmless(field.getKey(), field.getValue())) {
                throw new Untranslatable("field " + field.getKey());
              }
            });
  }

  private static boolean harmless(String field, JsonNode value) {
    return switch (field) {
      case "background", "conversation", "prompt", "context_management", "moderation" ->
          value.isNull() || (value.isBoolean() && !value.booleanValue());
      case "truncation" -> value.isNull() || value.asText().equals("disabled");
      case "top_logprobs" -> value.isNull() || value.asInt() == 0;
      case "include" ->
          value
              .valueStream()
              .noneMatch(each -> each.asText().equals("message.output_text.logprobs"));
      case "stream_options", "prompt_cache_options" -> true;
      default -> value.isNull();
    };
  }

  private List<ObjectNode> previous() {
    String id = ChatJson.text(given, "previous_response_id");
    return id.isEmpty() ? List.of() : memory.conversation(id).orElseThrow(() -> unknown(id));
  }

  private static IllegalArgumentException unknown(String id) {
    String shown = id.length() <= 80 ? id : id.substring(0, 80) + "…";
    return new IllegalArgumentException(
        "Nothing is remembered here under (%s): responses are kept for a while, by the process that gave them. Send the whole conversation as input, or \"store\": false from the beginning."
            .formatted(shown));
  }

  private List<ObjectNode> own() {
    JsonNode input = given.path("input");
    List<ObjectNode> items = new ArrayList<>();
    if (input.isTextual()) {
      ObjectNode message = ChatJson.object().put("type", "message").put("role", "user");
      items.add(message.set("content", input));
    } else if (input.isArray()) {
      input.forEach(item -> items.add(resolved(item)));
    }
    if (items.isEmpty() && ChatJson.text(given, "instructions").isEmpty()) {
      throw new IllegalArgumentException(
          "The field input must be a text or an array with at least one item.");
    }
    return items;
  }

  private ObjectNode resolved(JsonNode item) {
    if (!(item instanceof ObjectNode object)) {
      throw new IllegalArgumentException("Every item of input must be an object.");
    }
    if (!ChatJson.text(object, "type").equals("item_reference")) {
      return object;
    }
    String id = ChatJson.text(object, "id");
    return memory.item(id).orElseThrow(() -> unknown(id));
  }

  private void format(JsonNode format) {
    switch (ChatJson.text(format, "type")) {
      case "", "text" -> {}
      case "json_object" -> chat.putObject("response_format").put("type", "json_object");
      case "json_schema" -> {
        ObjectNode schema =
            chat.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        for (String field : List.of("name", "description", "schema", "strict")) {
          ChatJson.copy(format, field, schema, field);
        }
      }
      default -> throw new Untranslatable("text format " + ChatJson.text(format, "type"));
    }
  }

  private void tools() {
    for (JsonNode tool : given.path("tools")) {
      String type = ChatJson.text(tool, "type");
      if (!type.equals("function")) {
        throw new Untranslatable("the provider's own tool " + type);
      }
      ObjectNode function =
          chat.withArray("tools").addObject().put("type", "function").putObject("function");
      for (String field : List.of("name", "description", "parameters", "strict")) {
        ChatJson.copy(tool, field, function, field);
      }
    }
    JsonNode choice = given.path("tool_choice");
    if (choice.isTextual()) {
      chat.set("tool_choice", choice);
    } else if (choice.isObject()) {
      if (!ChatJson.text(choice, "type").equals("function")) {
        throw new Untranslatable("tool_choice " + ChatJson.text(choice, "type"));
      }
      chat.putObject("tool_choice")
          .put("type", "function")
          .putObject("function")
          .put("name", ChatJson.text(choice, "name"));
    }
  }
}
