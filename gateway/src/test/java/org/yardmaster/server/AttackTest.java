package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.provider.stub.StubProvider;

/** What hostile clients send. After each attack the gateway still serves. */
@Timeout(60)
final class AttackTest {
  private static final String GOOD =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway =
        new GatewayFixture(
            List.of(new GatewayFixture.Member("one", stub.address())),
            """
            admin: {port: 0}
            bounds: {bodyBytes: 100000, bodySeconds: 0.5, connectionSeconds: 1}
            """);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  private static void stillServes() {
    assertThat(gateway.post("/v1/chat/completions", GOOD).status()).isEqualTo(200);
  }

  /** Sends bytes and reads until the server closes. */
  private static String raw(byte[] request) throws IOException {
    try (Socket socket = gateway.socket()) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (java.net.SocketException reset) {
        return "";
      }
    }
  }

  private static String raw(String request) throws IOException {
    return raw(request.getBytes(ISO_8859_1));
  }

  private static String post(String headers, String body) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n%s\r\n%s"
        .formatted(headers, body);
  }

  @Test
  void aHeadThatDripsIsCutOff() throws Exception {
    try (Socket socket = gateway.socket()) {
      socket.setSoTimeout(20_000);
      int sent = 0;
      try {
        socket.getOutputStream().write("POST /v1/chat/completions HTTP/1.1\r\n".getBytes(UTF_8));
        for (; sent < 150; sent++) {
          socket.getOutputStream().write(("x-drip-" + sent + ": 1\r\n").getBytes(UTF_8));
          socket.getOutputStream().flush();
          Thread.sleep(50);
        }
      } catch (IOException closed) {
        // As it should be.
      }
      assertThat(sent).isLessThan(150);
    }
    stillServes();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allThatBringNoHeadAreCutOffTogether(boolean operators) throws Exception {
    int port = operators ? gateway.server().adminPort().orElseThrow() : gateway.port();
    List<Socket> idle = new ArrayList<>();
    try {
      for (int socket = 0; socket < 20; socket++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
        idle.getLast().getOutputStream().write("POST /v1/mess".getBytes(UTF_8));
      }
      long start = System.nanoTime();
      for (Socket socket : idle) {
        socket.setSoTimeout(20_000);
        assertThat(socket.getInputStream().read()).isNegative();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(gateway.messages).noneMatch(line -> line.contains("chore reap"));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    stillServes();
  }

  @Test
  void aBodyThatDripsIsCutOff() throws Exception {
    try (Socket socket = gateway.socket()) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(post("Content-Length: 5000\r\n", "{\"model\"").getBytes(UTF_8));
      socket.getOutputStream().flush();
      String answer;
      try {
        answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (IOException reset) {
        answer = "";
      }
      assertThat(answer).doesNotContain("200 OK");
    }
    stillServes();
  }

  @Test
  void headerBombsAreRefused() throws Exception {
    assertThat(raw(post("X-Big: " + "a".repeat(100_000) + "\r\n", GOOD))).doesNotContain("200 OK");
    assertThat(raw(post("X-Many: 1\r\n".repeat(20_000), GOOD))).doesNotContain("200 OK");
    assertThat(raw("GET /" + "a".repeat(50_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .doesNotContain("200 OK");
    stillServes();
  }

  @Test
  void bodyBombsAreRefused() throws Exception {
    String big = GOOD.replace("hello", "a".repeat(200_000));
    assertThat(gateway.post("/v1/chat/completions", big).status()).isEqualTo(413);
    String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
    assertThat(raw(post("Transfer-Encoding: chunked\r\n", chunk.repeat(40) + "0\r\n\r\n")))
        .doesNotContain("200 OK");
    stillServes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 5x\r\n",
        "X-Bad : 1\r\nContent-Length: 5\r\n",
      })
  void smugglingShapesAreRefused(String headers) throws Exception {
    String answer = raw(post(headers, "{}   GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    assertThat(answer).doesNotContain("200 OK").doesNotContain("\"object\":\"list\"");
    stillServes();
  }

  @Test
  void invalidTextIsRefused() throws Exception {
    byte[] bytes = GOOD.replace("hello", "\u00ff\u00fe").getBytes(ISO_8859_1);
    String head = post("Content-Length: " + bytes.length + "\r\n", "");
    byte[] request = new byte[head.length() + bytes.length];
    System.arraycopy(head.getBytes(ISO_8859_1), 0, request, 0, head.length());
    System.arraycopy(bytes, 0, request, head.length(), bytes.length);
    assertThat(raw(request)).contains("400", "not well-formed UTF-8");
  }

  @Test
  void deepNestingIsRefused() {
    String deep = GOOD.replace("\"model\"", "\"x\":" + "[".repeat(40_000) + ",\"model\"");
    assertThat(gateway.post("/v1/chat/completions", deep).status()).isEqualTo(400);
    stillServes();
  }

  @Test
  void readersOfRequestsUnderstandOrRefuseWhateverComes() {
    assertThat(new RequestFuzz(7).run(20_000))
        .allSatisfy((ending, count) -> assertThat(count).as(ending).isGreaterThan(500));
  }

  @Test
  void prefixesOfAKeyAndKeysOfOtherShapesAreAllRefusedAlike() {
    try (GatewayFixture locked =
        new GatewayFixture(
            List.of(new GatewayFixture.Member("one", stub.address())),
            "keys: {required: true}\n")) {
      String token =
          locked
              .ledger
              .keys()
              .create("k", org.yardmaster.ledger.KeyTerms.OPEN, java.time.Instant.now())
              .token()
              .reveal();
      List<String> guesses =
          List.of(
              token.substring(0, 10),
              token + "x",
              token.toUpperCase(java.util.Locale.ROOT),
              "' OR 1=1 --",
              "ymk_",
              "x".repeat(5_000));
      for (String guess : guesses) {
        GatewayFixture.Answer answer =
            locked.post("/v1/chat/completions", GOOD, "authorization", "Bearer " + guess);
        assertThat(answer.status()).as(guess).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_api_key");
      }
      assertThat(
              locked
                  .post("/v1/chat/completions", GOOD, "authorization", "Bearer " + token)
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void addressesInARequestAreNeverOpened() throws Exception {
    try (java.net.ServerSocket trap =
        new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      trap.setSoTimeout(300);
      String address = "http://127.0.0.1:" + trap.getLocalPort() + "/";
      gateway.post(
          "/v1/chat/completions",
          """
          {"model":"auto","base_url":"%1$s","messages":[{"role":"user","content":[
            {"type":"text","text":"%1$s"},{"type":"image_url","image_url":{"url":"%1$s"}}]}]}\
          """
              .formatted(address),
          "x-portkey-custom-host",
          address,
          "x-forwarded-host",
          address,
          "helicone-target-url",
          address);
      gateway.post("/v1/chat/completions", GOOD.replace("auto", address));
      assertThatThrownBy(trap::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
    stillServes();
  }

  @Test
  void mutilatedRequestsGetAnErrorAndNeverAFault() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      StringBuilder body = new StringBuilder(GOOD);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(body.length());
        switch (random.nextInt(3)) {
          case 0 -> body.deleteCharAt(at);
          case 1 -> body.insert(at, (char) (32 + random.nextInt(95)));
          default -> body.setCharAt(at, "{}[]\":,0\\".charAt(random.nextInt(9)));
        }
      }
      GatewayFixture.Answer answer = gateway.post("/v1/chat/completions", body.toString());
      assertThat(answer.status()).as(body.toString()).isIn(200, 400, 404);
    }
  }

  @Test
  void pagesOfABrowserAreNotServed() {
    assertThat(
            gateway.post("/v1/chat/completions", GOOD, "origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(gateway.post("/v1/chat/completions", GOOD, "origin", "null").raw().headers().map())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void otherHostNamesAreNotServed() throws Exception {
    assertThat(raw("GET /v1/models HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
        .contains("403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../admin",
        "//v1//chat/completions",
        "/v1/chat/completions/../../reload",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/v1/chat%2fcompletions",
        "/metrics",
        "/reload",
        "/"
      })
  void pathTricksLeadNowhere(String path) throws Exception {
    String answer =
        raw("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
    assertThat(answer).containsPattern("HTTP/1.1 (400|404)").doesNotContain("root:");
  }

  @Test
  void nobodyWritesLinesIntoTheLogOrTheMetrics() throws Exception {
    String evil = "a\\n{\\\"forged\\\":true}\\n<script>";
    gateway.post("/v1/chat/completions", GOOD.replace("auto", evil));
    gateway.post("/v1/chat/completions", GOOD, "x-yardmaster-tags", "a\tb<script>");
    gateway.logged("model_not_found");
    assertThat(gateway.log)
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "forged", "hello", "You said"));
    String admin = "http://127.0.0.1:" + gateway.server().adminPort().orElseThrow();
    for (String path : List.of("/", "/metrics")) {
      String page =
          GatewayFixture.send(
                  java.net.http.HttpRequest.newBuilder(java.net.URI.create(admin + path)).build())
              .body();
      assertThat(page).doesNotContain("<script>", "forged").contains("one");
    }
  }

  @Test
  void anOperatorsKeyThatIsEmptyIsToldAtTheStart() {
    assertThatThrownBy(
            () ->
                new GatewayFixture(
                    List.of(new GatewayFixture.Member("one", stub.address())),
                    "admin: {port: 0, keyVariable: EMPTY}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no key");
  }

  @Test
  void aChangedFileIsTakenAndABrokenOneIsNot() throws Exception {
    String sound = Files.readString(gateway.configFile);
    Files.writeString(gateway.configFile, sound.replace("id: \"one\"", "id: \"two\""));
    GatewayFixture.Answer refused = gateway.reload();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("reason").asText()).contains("None of the policy's candidates");
    stillServes();
    Files.writeString(gateway.configFile, sound + "routing: {presets: {frugal: 9}}\n");
    assertThat(gateway.reload().status()).isEqualTo(200);
    assertThat(gateway.get("/v1/models").body()).contains("auto:frugal");
    Files.writeString(gateway.configFile, sound);
    assertThat(gateway.reload().status()).isEqualTo(200);
  }
}
