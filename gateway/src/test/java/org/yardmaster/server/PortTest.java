package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.provider.stub.StubProvider;

/** What becomes of a port, its connections, and requests before any endpoint has them. */
@Timeout(60)
final class PortTest {
  private static final String CLOSE = "Connection: close\r\n";
  private static final String CHAT =
      "'{\"model\":\"auto\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'";
  private static final String STREAM =
      "'{\"stream\":true,\"model\":\"auto\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'";

  private static StubProvider stub;
  private static GatewayFixture gateway;
  private static List<GatewayFixture.Member> members;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    members = List.of(new GatewayFixture.Member("one", stub.address()));
    gateway =
        new GatewayFixture(
            List.of(
                members.getFirst(),
                new GatewayFixture.Member("a b", stub.address()),
                new GatewayFixture.Member("a/b", stub.address())),
            "admin: {port: 0}\nbounds: {bodyBytes: 100000, bodySeconds: 2}\n");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  /** Reads until the server closes, which is before the test gives up. */
  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health/live, ''",
    "GET, /v1/models, ''",
    "POST, /v1/messages, '{}'",
    "POST, /v1/nothing, '{}'",
    "GET, /v1/models, '{}'",
    "POST, /v1/messages, " + CHAT,
    "POST, /v1/messages, " + STREAM
  })
  void aConnectionIsClosedAsItsClientAsks(String method, String path, String body)
      throws IOException {
    String head = "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s";
    String json = "Content-Type: application/json\r\n";
    String stays = head.formatted(method, path, json, body.length(), body);
    String ends = head.formatted(method, path, json + CLOSE, body.length(), body);
    String answers = raw(gateway.port(), stays + ends);
    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(3);
    assertThat(answers.split("Connection: close", -1)).hasSize(2);
  }

  @Test
  void theOperatorsConnectionIsClosedAsItsClientAsks() throws IOException {
    assertThat(
            raw(
                gateway.server().adminPort().orElseThrow(),
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n" + CLOSE + "\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  private static String asked(int port, String method, String target) throws IOException {
    return raw(
        port, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, target, CLOSE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../v1/models",
        "/v1//models",
        "//v1/models",
        "/v1/models/",
        "/v1/models;x=1",
        "/v1;x=1/models",
        "/v1/%6dodels",
        "/v1/./models",
        "/v1/models/../models",
        "/v1/models%2f",
        "/v1/models/%2e%2e/models",
        "/v1/models#list",
        "/V1/models",
        "http://localhost/v1/models"
      })
  void onlyExactPathsAreServed(String target) throws IOException {
    assertThat(asked(gateway.port(), "GET", target)).startsWith("HTTP/1.1 404");
    assertThat(asked(gateway.port(), "GET", "/v1/models?limit=2")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "/./metrics", "/metrics/", "/%6detrics", "/metrics;x=1", "/x/../"})
  void onlyExactPathsAreServedToOperators(String target) throws IOException {
    assertThat(asked(gateway.server().adminPort().orElseThrow(), "GET", target))
        .startsWith("HTTP/1.1 404")
        .contains("GET /metrics, POST /reload");
  }

  @Test
  void modelsHaveTheNamesThatClientsEncode() {
    assertThat(gateway.get("/v1/models/a%20b").status()).isEqualTo(200);
    assertThat(gateway.get("/v1/models/a/b").json().path("id").asText()).isEqualTo("a/b");
    assertThat(gateway.get("/v1/models/a%2Fb").json().path("id").asText()).isEqualTo("a/b");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, POST",
    "DELETE, /v1/models, 'GET, HEAD'",
    "POST, /v1/models/one, 'GET, HEAD'",
    "OPTIONS, /health/live, 'GET, HEAD'"
  })
  void anotherMethodIsToldWhichOneIsExpected(String method, String path, String allowed)
      throws IOException {
    assertThat(asked(gateway.port(), method, path))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("\r\nallow: " + allowed + "\r\n")
        .contains("method_not_allowed");
  }

  @ParameterizedTest
  @CsvSource({"GET, /v1/messages, 405", "POST, /v1/messages/count_tokens, 404"})
  void belowMessagesErrorsAreAnthropics(String method, String path, int status) throws IOException {
    assertThat(asked(gateway.port(), method, path))
        .startsWith("HTTP/1.1 " + status)
        .containsIgnoringCase("x-request-id: ym-")
        .contains("{\"type\":\"error\",\"error\":{\"type\":\"");
  }

  /** Clients that send everything before they read would else find the connection reset. */
  @ParameterizedTest
  @ValueSource(strings = {"length", "chunks"})
  void aBodyTooLargeIsToldItsLimitInTheFormatOfTheApi(String framing) throws IOException {
    String head =
        "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    String request =
        framing.equals("length")
            ? head + "Content-Length: 20000000\r\n\r\n" + "a".repeat(20_000_000)
            : head
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("4000\r\n" + "a".repeat(0x4000) + "\r\n").repeat(1_000)
                + "0\r\n\r\n";
    assertThat(raw(gateway.port(), request))
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("x-request-id: ym-")
        .contains("Connection: close", "request_too_large", "body_too_large", "100,000 bytes");
  }

  @Test
  void bodiesOfTheLargestSizeAreTaken() {
    String body = "{\"a\":\"%s\"}".formatted("a".repeat(100_000 - 8));
    assertThat(gateway.post("/v1/messages", body).status()).isEqualTo(400);
    assertThat(gateway.post("/v1/messages", body + " ").status()).isEqualTo(413);
    assertThat(gateway.post("/v1/chat/completions", body + " ").json().at("/error/code").asText())
        .isEqualTo("body_too_large");
  }

  @Test
  void anotherVersionOfHttpIsToldWhatIsExpected() throws IOException {
    assertThat(raw(gateway.port(), "GET /v1/messages HTTP/1.0\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 505")
        .contains("{\"type\":\"error\"", "proxy_http_version 1.1");
  }

  /** What follows a head that should have been alone would be read as the next answer. */
  @ParameterizedTest
  @CsvSource({
    "/v1/models, 200",
    "/v1/models/one, 200",
    "/v1/models/none, 404",
    "/health/live, 200",
    "/v1/messages, 405",
    "/nothing, 404"
  })
  void aHeadComesAlone(String path, int status) throws IOException {
    String head = "HEAD %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n";
    String answers = raw(gateway.port(), head.formatted(path, "") + head.formatted(path, CLOSE));
    assertThat(answers).endsWith("\r\n\r\n").doesNotContain("{");
    assertThat(answers.split("HTTP/1.1 " + status, -1)).hasSize(3);
    assertThat(answers.split("\r\n\r\n", -1)).hasSize(3);
    assertThat(answers).doesNotContainIgnoringCase("content-length: 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
  void aBodyThatDoesNotArriveIsToldSo(String framing) throws IOException {
    String answer =
        raw(
            gateway.port(),
            "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n1"
                .formatted(framing));
    assertThat(answer)
        .startsWith("HTTP/1.1 408")
        .contains("Connection: close", "timeout_error", "body_timeout", "within 2,000 ms");
    assertThat(gateway.log).anyMatch(line -> line.contains("body_timeout"));
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String config = "listen: {port: %d}\n".formatted(taken.getLocalPort());
      assertThatThrownBy(() -> GatewayFixture.listening(members, config))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("in use")
          .hasMessageContaining("change listen");
    }
  }

  @Test
  void whereTheOperatorsPortIsInUseNoPortIsOpen() throws Exception {
    int port = freePort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String config =
          "listen: {port: %d}\nadmin: {port: %d}\n".formatted(port, taken.getLocalPort());
      assertThatThrownBy(() -> GatewayFixture.listening(members, config))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("change admin");
      try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(again.getLocalPort()).isEqualTo(port);
      }
    }
  }
}
