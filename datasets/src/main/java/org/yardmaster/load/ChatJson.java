package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.data.Message;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provenance.CanonicalJson;

/**
 * Conversations, answers and token counts in the JSON of chat APIs: the form of OpenAI's Chat
 * Completions, which gateways and tracing tools write, and the message parts of OpenTelemetry.
 */
final class ChatJson {
  private ChatJson() {}

  /**
   * A prompt from what a request carried.
   *
   * @param messages a text, or an array of messages
   * @param tools an array of definitions; anything else counts as none
   */
  static Prompt prompt(JsonNode messages, JsonNode tools) {
    List<Message> read = new ArrayList<>();
    Set<Modality> modalities = EnumSet.noneOf(Modality.class);
    if (messages.isTextual()) {
      read.add(Message.user(messages.textValue()));
    }
    if (messages.isArray()) {
      for (JsonNode message : messages) {
        read.add(message(message, modalities));
      }
    }
    if (read.isEmpty()) {
      throw new BadRow("a request without messages", "a text or an array of messages");
    }
    boolean withTools = tools.isArray() && !tools.isEmpty();
    return new Prompt(read, withTools ? CanonicalJson.write(tools) : "", modalities);
  }

  private static Message message(JsonNode message, Set<Modality> modalities) {
    Role role;
    try {
      role = Role.of(message.path("role").asText("user"));
    } catch (IllegalArgumentException unknown) {
      throw new BadRow("role " + message.path("role"), "system, user, assistant or tool");
    }
    JsonNode content = message.has("content") ? message.get("content") : message.path("parts");
    String text = text(content, modalities);
    boolean silent = text.isEmpty() && message.path("tool_calls").isArray();
    return new Message(role, silent ? CanonicalJson.write(message.get("tool_calls")) : text);
  }

  /** The text of a message's content, its attachments noted. */
  private static String text(JsonNode content, Set<Modality> modalities) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      switch (part.path("type").asText()) {
        case "image_url", "input_image", "image" -> modalities.add(Modality.IMAGE);
        case "input_audio", "audio" -> modalities.add(Modality.AUDIO);
        case "file", "input_file", "document" -> modalities.add(Modality.FILE);
        default -> text.append(partText(part));
      }
    }
    return text.toString();
  }

  private static String partText(JsonNode part) {
    if (part.isTextual()) {
      return part.textValue();
    }
    JsonNode text = part.has("text") ? part.get("text") : part.path("content");
    return text.isTextual() ? text.textValue() : "";
  }

  /** The answer in a Chat Completions response body, or in a lone message. */
  static Completion completion(JsonNode body, Usage usage) {
    if (body.isTextual()) {
      return new Completion.Completed(body.textValue(), "", "", usage);
    }
    JsonNode choice = body.path("choices").path(0);
    JsonNode message = choice.isMissingNode() ? body : choice.path("message");
    if (message.hasNonNull("refusal")) {
      return new Completion.Refused(message.get("refusal").asText(), usage);
    }
    String text =
        text(
            message.has("content") ? message.get("content") : message.path("parts"),
            EnumSet.noneOf(Modality.class));
    String calls = toolCalls(message.path("tool_calls"));
    if (choice.isMissingNode() && !message.has("content") && !message.has("parts")) {
      text = body.isNull() || body.isMissingNode() ? "" : CanonicalJson.write(body);
    }
    return new Completion.Completed(text, calls, choice.path("finish_reason").asText(""), usage);
  }

  private static String toolCalls(JsonNode calls) {
    ArrayNode read = JsonNodeFactory.instance.arrayNode();
    JsonNode empty = JsonNodeFactory.instance.objectNode();
    for (JsonNode call : calls) {
      JsonNode function = call.path("function");
      JsonNode arguments = function.path("arguments");
      read.addObject()
          .put("name", function.path("name").asText())
          .set("arguments", arguments.isMissingNode() ? empty : embedded(arguments));
    }
    return read.isEmpty() ? "" : CanonicalJson.write(read);
  }

  /** JSON written inside a text; a text that is no JSON stays the text it is. */
  static JsonNode embedded(JsonNode written) {
    if (!written.isTextual()) {
      return written;
    }
    try {
      JsonNode inner = CanonicalJson.parse(written.textValue());
      return inner.isMissingNode() ? written : inner;
    } catch (IllegalArgumentException notJson) {
      return written;
    }
  }

  /** Chat Completions' {@code usage}, its overlapping counts made disjoint. */
  static Usage usage(JsonNode usage) {
    if (!usage.isObject() || !usage.has("prompt_tokens")) {
      return new Usage.Unknown();
    }
    return disjoint(
        usage.path("prompt_tokens"),
        usage.path("prompt_tokens_details").path("cached_tokens"),
        usage.path("completion_tokens"),
        usage.path("completion_tokens_details").path("reasoning_tokens"));
  }

  /**
   * Token counts from totals that contain their special parts.
   *
   * @param input all prompt tokens
   * @param cached those of them read from a cache
   * @param output all answer tokens
   * @param reasoning those of them that were hidden
   */
  static Usage disjoint(JsonNode input, JsonNode cached, JsonNode output, JsonNode reasoning) {
    long fromCache = count(cached);
    long hidden = count(reasoning);
    long plainInput = count(input) - fromCache;
    long visible = count(output) - hidden;
    if (plainInput < 0 || visible < 0) {
      throw new BadRow(
          "%d cached of %d input, %d reasoning of %d output tokens"
              .formatted(fromCache, count(input), hidden, count(output)),
          "parts no larger than their total");
    }
    return new Usage.Tokens(plainInput, fromCache, visible, hidden, false);
  }

  private static long count(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
      throw new BadRow("token count " + BadRow.quoted(node.toString()), "a whole number from 0");
    }
    return node.intValue();
  }
}
