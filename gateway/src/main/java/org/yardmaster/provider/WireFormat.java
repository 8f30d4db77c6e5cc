package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.ServerEvent;

/**
 * One wire format as pure functions. A stream is first put together into the document that the same
 * answer has without streaming; so there is one reader of answers per format.
 */
sealed interface WireFormat permits OpenAiFormat, AnthropicFormat, GeminiFormat {
  static WireFormat of(Endpoint.Format format) {
    return switch (format) {
      case OPENAI -> new OpenAiFormat();
      case ANTHROPIC -> new AnthropicFormat();
      case GEMINI -> new GeminiFormat();
    };
  }

  URI address(Endpoint endpoint, String model, boolean streaming);

  Map<String, String> headers(ApiKey key);

  ObjectNode request(Endpoint endpoint, Call call, ToolDefinitions tools);

  /** What a whole answer says; empty when the document is no answer of this format. */
  Optional<Completion> completion(JsonNode document, ToolDefinitions tools);

  Usage usage(JsonNode document);

  Assembled assemble(List<ServerEvent> events);

  /**
   * A stream put together.
   *
   * @param document as without streaming, as far as it came
   * @param whole true when the stream says that it is complete
   * @param firstContentNanos from sending until the first text, call or refusal
   * @param error what the provider reported instead of going on
   */
  record Assembled(
      ObjectNode document,
      boolean whole,
      Optional<Long> firstContentNanos,
      Optional<JsonNode> error) {}
}
