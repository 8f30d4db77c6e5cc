package org.yardmaster.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.Body;
import org.yardmaster.upstream.EventStream;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.RetryAfter;
import org.yardmaster.upstream.Upstream;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * A language model behind HTTP: one attempt per call. Where the provider certainly served nothing,
 * a failure's usage is zero; where it may have, the usage is unknown. The key is removed from
 * whatever comes back.
 */
public final class ProviderClient implements ModelClient {
  private static final Usage FREE = new Usage.Tokens(0, 0, 0, 0, true);

  private final Upstream upstream;
  private final Endpoint endpoint;
  private final ApiKey key;
  private final WireFormat format;
  private final Clock clock;

  /**
   * A client of one endpoint.
   *
   * @param clock tells how far off a {@code Retry-After} date is
   */
  public ProviderClient(Upstream upstream, Endpoint endpoint, ApiKey key, Clock clock) {
    this.upstream = requireNonNull(upstream, "upstream is null");
    this.endpoint = requireNonNull(endpoint, "endpoint is null");
    this.key = requireNonNull(key, "key is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.format = WireFormat.of(endpoint.format());
  }

  @Override
  public Reply call(Call call) {
    ToolDefinitions tools = ToolDefinitions.of(call.prompt());
    return switch (upstream.send(request(call, tools))) {
      case Exchange.Answered answered -> answered(answered, tools);
      case Exchange.Broken broken -> broken(broken);
    };
  }

  private UpstreamRequest request(Call call, ToolDefinitions tools) {
    Map<String, String> headers = new HashMap<>(format.headers(key));
    headers.put("content-type", "application/json");
    headers.put("accept", endpoint.streaming() ? "text/event-stream" : "application/json");
    headers.put("user-agent", "yardmaster");
    ObjectNode body = format.request(endpoint, call, tools);
    return new UpstreamRequest(
        format.address(endpoint, call.candidate().model(), endpoint.streaming()),
        headers,
        body.toString().getBytes(UTF_8),
        call.deadline());
  }

  private Reply answered(Exchange.Answered answered, ToolDefinitions tools) {
    Optional<Duration> pause = RetryAfter.read(answered.headers(), clock.instant());
    long total = answered.totalNanos();
    int status = answered.status();
    if (status / 100 != 2) {
      Completion error = ErrorBody.completion(status, text(answered.body()));
      return new Reply(error, new Latency.Measured(total, total), Optional.of(status), pause);
    }
    String type = answered.headers().firstValue("content-type").orElse("");
    Read read =
        type.startsWith("text/event-stream")
            ? stream(answered.body(), total, tools)
            : document(text(answered.body()), type, total, tools);
    return new Reply(
        read.completion(),
        new Latency.Measured(total, Math.min(total, read.firstNanos())),
        Optional.of(status),
        pause);
  }

  private record Read(Completion completion, long firstNanos) {}

  private Read document(String text, String type, long total, ToolDefinitions tools) {
    Optional<ObjectNode> document = WireJson.object(text);
    if (document.isEmpty()) {
      return new Read(bad("status 200 but no JSON (%s): ".formatted(type) + begin(text)), total);
    }
    if (document.get().hasNonNull("error")) {
      return new Read(ErrorBody.midway(document.get().get("error")), total);
    }
    Completion completion =
        format
            .completion(document.get(), tools)
            .orElseGet(() -> bad("status 200 but no answer in it: " + begin(text)));
    return new Read(completion, total);
  }

  private Read stream(Body body, long total, ToolDefinitions tools) {
    WireFormat.Assembled stream = format.assemble(EventStream.read(redacted(body)));
    long first = stream.firstContentNanos().orElse(total);
    if (stream.error().isPresent()) {
      return new Read(ErrorBody.midway(stream.error().get()), first);
    }
    if (!stream.whole()) {
      return new Read(bad("the stream ended before the answer did"), first);
    }
    return new Read(
        format.completion(stream.document(), tools).orElseGet(() -> bad("no answer in the stream")),
        first);
  }

  private Body redacted(Body body) {
    return key.secret().filter(secret -> body.text().contains(secret)).isEmpty()
        ? body
        : Body.of(text(body).getBytes(UTF_8), 0);
  }

  private Reply broken(Exchange.Broken broken) {
    Fault fault =
        switch (broken.cause()) {
          case NAME, CONNECT, TLS, LOST -> Fault.CONNECTION;
          case TIMEOUT, INTERRUPTED, STOPPED -> Fault.TIMEOUT;
          case TOO_LARGE, ENCODING -> Fault.BAD_RESPONSE;
        };
    String message =
        "%s after %,d bytes: %s"
            .formatted(
                broken.cause().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                broken.body().length(),
                key.redact(broken.message()));
    Usage usage = broken.cause().maybeServed() ? new Usage.Unknown() : FREE;
    return new Reply(
        new Completion.Failed(fault, message, usage),
        new Latency.Measured(broken.totalNanos(), broken.totalNanos()),
        broken.head().map(Exchange.Head::status),
        Optional.empty());
  }

  private String text(Body body) {
    return key.redact(body.text());
  }

  private static Completion bad(String message) {
    return new Completion.Failed(Fault.BAD_RESPONSE, message, new Usage.Unknown());
  }

  private static String begin(String text) {
    String line = text.substring(0, Math.min(text.length(), 200)).replaceAll("\\s+", " ").strip();
    return line.isEmpty() ? "an empty body" : line;
  }
}
