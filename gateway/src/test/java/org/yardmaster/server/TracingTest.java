package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yardmaster.provider.stub.FaultyServer;

/** Spans as a collector reads them from the wire, and trace context on its way to the provider. */
final class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"one-2026\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"fine\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}";

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private HttpServer collector;
  private HttpServer provider;

  @BeforeEach
  void start() throws IOException {
    collector = server();
    collector.createContext(
        "/v1/traces",
        exchange -> {
          boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
          InputStream body = exchange.getRequestBody();
          ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body)
              .getResourceSpansList()
              .forEach(
                  resource ->
                      resource
                          .getScopeSpansList()
                          .forEach(scope -> spans.addAll(scope.getSpansList())));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    provider = server();
    provider.createContext(
        "/",
        exchange -> {
          heard.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, ANSWER.length());
          exchange
              .getResponseBody()
              .write(ANSWER.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          exchange.close();
        });
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  @AfterEach
  void stop() {
    collector.stop(0);
    provider.stop(0);
  }

  private static java.net.URI address(HttpServer server) {
    return java.net.URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private String exporting() {
    return "telemetry: {endpoint: \"%s\", service: test}\n".formatted(address(collector));
  }

  private static Map<String, Object> attributes(Span span) {
    Map<String, Object> attributes = new HashMap<>();
    for (KeyValue one : span.getAttributesList()) {
      attributes.put(
          one.getKey(),
          one.getValue().hasIntValue()
              ? one.getValue().getIntValue()
              : one.getValue().getStringValue());
    }
    return attributes;
  }

  private Span span(Span.SpanKind kind) {
    return spans.stream().filter(one -> one.getKind() == kind).findFirst().orElseThrow();
  }

  private static String hex(com.google.protobuf.ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private void ask(GatewayFixture gateway, String... headers) {
    gateway.post(
        "/v1/chat/completions",
        "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"a secret plan\"}]}",
        headers);
  }

  @Test
  void aRequestAndItsAttemptAreSpansOfTheCallersTrace() {
    try (GatewayFixture gateway =
        new GatewayFixture(
            List.of(new GatewayFixture.Member("one", address(provider))), exporting())) {
      ask(gateway, "traceparent", PARENT);
    }
    Span request = span(Span.SpanKind.SPAN_KIND_SERVER);
    Span attempt = span(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(hex(request.getTraceId())).isEqualTo(TRACE).isEqualTo(hex(attempt.getTraceId()));
    assertThat(hex(request.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
    assertThat(attempt.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(heard).containsExactly("00-" + TRACE + "-" + hex(attempt.getSpanId()) + "-01");
    assertThat(attempt.getName()).isEqualTo("chat one-model");
    assertThat(attributes(attempt))
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "stub")
        .containsEntry("gen_ai.request.model", "one-model")
        .containsEntry("gen_ai.response.model", "one-2026")
        .containsEntry("gen_ai.usage.input_tokens", 9L)
        .containsEntry("gen_ai.usage.output_tokens", 2L);
    assertThat(attributes(request))
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("yardmaster.candidate", "one")
        .containsEntry("yardmaster.decision.basis", "policy")
        .containsKeys("yardmaster.decision.reason", "yardmaster.policy.digest");
    assertThat(spans.toString()).doesNotContain("secret plan").doesNotContain("fine");
  }

  @Test
  void afailedAttemptIsAnErrorSpanBesideTheOneThatServed() {
    FaultyServer.Script down =
        FaultyServer.response("500 Oops", "Content-Type: application/json\r\n", "{}");
    try (FaultyServer broken = new FaultyServer(down);
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("broken", broken.address()),
                    new GatewayFixture.Member("one", address(provider))),
                exporting() + "failover: {attempts: 1}\n")) {
      ask(gateway);
    }
    assertThat(spans).hasSize(3);
    assertThat(
            spans.stream()
                .filter(one -> one.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
                .map(one -> attributes(one).get("error.type")))
        .containsExactly("server_error");
  }

  @Test
  void withoutTelemetryTraceContextStillReachesTheProvider() {
    try (GatewayFixture gateway =
        new GatewayFixture(List.of(new GatewayFixture.Member("one", address(provider))), "")) {
      ask(gateway, "traceparent", PARENT);
      ask(gateway, "traceparent", "00-" + TRACE + "-xyz\u00e4-01");
      ask(gateway);
    }
    assertThat(heard).containsExactly(PARENT, "null", "null");
    assertThat(spans).isEmpty();
  }
}
