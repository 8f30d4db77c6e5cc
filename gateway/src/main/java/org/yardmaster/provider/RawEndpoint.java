package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * An endpoint for requests that are already written in its wire format, as a gateway passes them
 * on: addresses, keys, and what errors and token counts of that format say.
 */
public final class RawEndpoint {
  private static final WireFormat CHAT = new OpenAiFormat();

  private final Endpoint endpoint;
  private final ApiKey key;
  private final WireFormat wire;

  public RawEndpoint(Endpoint endpoint, ApiKey key) {
    this.endpoint = requireNonNull(endpoint, "endpoint is null");
    this.key = requireNonNull(key, "key is null");
    this.wire = WireFormat.of(endpoint.format());
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** A chat request. */
  public UpstreamRequest chat(String model, boolean streaming, byte[] body, Duration deadline) {
    return post(wire.address(endpoint, model, streaming), streaming, body, deadline);
  }

  /** A request to another path below the endpoint's base, for instance {@code /embeddings}. */
  public UpstreamRequest post(String path, boolean streaming, byte[] body, Duration deadline) {
    return post(endpoint.address(path), streaming, body, deadline);
  }

  private UpstreamRequest post(URI address, boolean streaming, byte[] body, Duration deadline) {
    Map<String, String> headers = new HashMap<>(wire.headers(key));
    headers.put("content-type", "application/json");
    headers.put("accept", streaming ? "text/event-stream" : "application/json");
    headers.put("user-agent", "yardmaster");
    return new UpstreamRequest(address, headers, body, deadline);
  }

  /** Puts the parameters that define a candidate into a request, over what is there. */
  public void putParameters(ObjectNode body, Candidate candidate) {
    boolean nested = endpoint.format() == Endpoint.Format.GEMINI;
    WireJson.putParameters(nested ? body.withObject("/generationConfig") : body, candidate);
  }

  /** What a response whose status is no success says; the key is removed from it. */
  public Completion error(int status, String text) {
    return ErrorBody.completion(status, key.redact(text));
  }

  /** What an error inside a response that had begun as a success says. */
  public Completion midway(JsonNode error) {
    return ErrorBody.midway(error);
  }

  /** The text without the key. */
  public String redact(String text) {
    return key.redact(text);
  }

  /** True when the key stands in the text. */
  public boolean leaks(String text) {
    return key.secret().filter(text::contains).isPresent();
  }

  /** The token counts in an answer of this format, or unknown. */
  public Usage usage(JsonNode document) {
    return wire.usage(document);
  }

  /** The token counts of a {@code chat.completion} or of its last chunk, or unknown. */
  public static Usage chatUsage(JsonNode document) {
    return CHAT.usage(document);
  }

  /** The name of the field that limits an answer's tokens in {@link Endpoint.Format#OPENAI}. */
  public String outputLimitField() {
    return endpoint.outputLimit().field();
  }

  /** Parses JSON as leniently as providers need; nothing when it is no object. */
  public static Optional<ObjectNode> object(String text) {
    return WireJson.object(text);
  }
}
