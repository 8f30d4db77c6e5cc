package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.provider.stub.StubProvider;

/** What a changed file changes at once, and what it is told to wait for. */
@Timeout(60)
final class ReloadTest {
  private static final String BEGUN = "admin: {port: 0}\njournal: {folder: journal, texts: true}\n";
  private static StubProvider stub;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  private static GatewayFixture gateway() {
    return new GatewayFixture(List.of(new GatewayFixture.Member("one", stub.address())), BEGUN);
  }

  /** Another end of the file; what the gateway says of it. */
  private static String changed(GatewayFixture gateway, String from, String to) throws IOException {
    String file = Files.readString(gateway.configFile);
    assertThat(file).contains(from);
    Files.writeString(gateway.configFile, file.replace(from, to));
    assertThat(gateway.reload().status()).isEqualTo(200);
    return gateway.messages.getLast();
  }

  /** The journal once it has so many lines: a line follows its answer. */
  private static String journal(GatewayFixture gateway, int lines) throws Exception {
    String text = "";
    while (text.lines().count() < lines) {
      Thread.sleep(5);
      try (Stream<Path> files = Files.list(gateway.folder.resolve("journal"))) {
        Optional<Path> file = files.findFirst();
        text = file.isPresent() ? Files.readString(file.get()) : "";
      }
    }
    return text;
  }

  @Test
  void textsAreForbiddenAtOnce() throws Exception {
    try (GatewayFixture gateway = gateway()) {
      gateway.chat("auto", "written words", "");
      assertThat(journal(gateway, 1)).contains("written words");
      assertThat(changed(gateway, "texts: true", "texts: false")).doesNotContain("restart");
      gateway.chat("auto", "forbidden words", "");
      assertThat(journal(gateway, 2)).doesNotContain("forbidden words");
      changed(gateway, "texts: false", "texts: true");
      gateway.chat("auto", "permitted words", "");
      assertThat(journal(gateway, 3)).contains("permitted words");
      assertThat(changed(gateway, "folder: journal,", "folder: elsewhere,"))
          .endsWith("restart stays as it was: journal.folder");
      gateway.chat("auto", "words for elsewhere", "");
      assertThat(journal(gateway, 4)).doesNotContain("words for elsewhere");
    }
  }

  @Test
  void withinTheGraceItServesOnAndSaysThatItIsAboutToStop() throws Exception {
    try (ExecutorService closer = Executors.newSingleThreadExecutor()) {
      GatewayFixture gateway = gateway();
      assertThat(ready(gateway).statusCode()).isEqualTo(200);
      changed(gateway, BEGUN, BEGUN + "bounds: {graceSeconds: 6}\n");
      Future<?> closed = closer.submit(gateway::close);
      HttpResponse<String> told = ready(gateway);
      while (told.statusCode() == 200) {
        told = ready(gateway);
      }
      assertThat(told.statusCode()).isEqualTo(503);
      assertThat(told.body()).contains("draining");
      assertThat(gateway.chat("auto", "a late question", "").status()).isEqualTo(200);
      closed.get();
    }
  }

  /** What a new connection is told. */
  private static HttpResponse<String> ready(GatewayFixture gateway) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(gateway.address("/health/ready")).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void responsesAreForgottenAtOnce() throws Exception {
    try (GatewayFixture gateway = gateway()) {
      String first =
          gateway
              .post("/v1/responses", "{\"model\":\"one\",\"input\":\"hello\"}")
              .json()
              .path("id")
              .asText();
      String next =
          "{\"model\":\"one\",\"input\":\"and?\",\"previous_response_id\":\"%s\"}".formatted(first);
      assertThat(gateway.post("/v1/responses", next).status()).isEqualTo(200);
      assertThat(changed(gateway, BEGUN, BEGUN + "responses: {keepMegabytes: 0}\n"))
          .doesNotContain("restart");
      assertThat(gateway.post("/v1/responses", next).status()).isIn(400, 404);
    }
  }

  @Test
  void whatTakesARestartIsNamedAndComparedWithWhatRuns() throws Exception {
    try (GatewayFixture gateway = gateway()) {
      assertThat(
              changed(
                  gateway,
                  BEGUN,
                  BEGUN
                      + "bounds: {concurrent: 1, bodyBytes: 9000000}\n"
                      + "telemetry: {endpoint: \"http://127.0.0.1:1\"}\n"))
          .endsWith("restart stays as it was: telemetry, bounds.concurrent, bounds.bodyBytes");
      assertThat(changed(gateway, "listen: {port: 0}", "listen: {port: 9}")).contains("listen, ");
      assertThat(changed(gateway, "listen: {port: 9}", "listen: {port: 0}"))
          .contains("as it was: telemetry, ");
    }
  }
}
