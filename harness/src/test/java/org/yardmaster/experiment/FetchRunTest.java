package org.yardmaster.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.FetchCatalogue.RemoteFile;
import org.yardmaster.load.FetchCatalogue.Source;
import org.yardmaster.provenance.Digest;

/** Against a server on the loopback interface. */
@Timeout(60)
class FetchRunTest {
  private static final String TEXT = "prompt,answer\n".repeat(30_000);
  private static final byte[] CONTENT = TEXT.getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of("");
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server = start();
  private volatile boolean breaksOff;
  private volatile boolean ignoresRange;

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @BeforeEach
  void serve() {
    server.createContext("/data/sub/file.csv", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? "all" : range);
    int from = range == null || ignoresRange ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    int to = breaksOff ? CONTENT.length / 2 : CONTENT.length;
    byte[] body = Arrays.copyOfRange(CONTENT, from, to);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, CONTENT.length - 1, CONTENT.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private FetchRun.Result fetch(String path, String sha256)
      throws IOException, InterruptedException {
    String address = "http://127.0.0.1:%d/data/".formatted(server.getAddress().getPort());
    Source source =
        new Source("table", address, List.of(new RemoteFile(path, CONTENT.length, sha256)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new FetchRun(client, folder, (file, bytes) -> {}).fetch(source);
    }
  }

  private Path file() {
    return folder.resolve("sub/file.csv");
  }

  private Path part() {
    return folder.resolve("sub/file.csv.part");
  }

  @Test
  void aFileIsLoadedOnceAndCheckedAfterwards() throws IOException, InterruptedException {
    String sha256 = Digest.sha256Hex(TEXT);
    assertThat(fetch("sub/file.csv", sha256)).isEqualTo(new FetchRun.Result(1, 0, CONTENT.length));
    assertThat(file()).hasBinaryContent(CONTENT);
    assertThat(part()).doesNotExist();
    assertThat(fetch("sub/file.csv", sha256)).isEqualTo(new FetchRun.Result(0, 1, 0));
    Files.writeString(file(), "damaged");
    assertThat(fetch("sub/file.csv", sha256).downloaded()).isEqualTo(1);
    assertThat(requests).containsExactly("all", "all");
  }

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() throws IOException, InterruptedException {
    String sha256 = Digest.sha256Hex(TEXT);
    breaksOff = true;
    assertThatThrownBy(() -> fetch("sub/file.csv", sha256))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("file.csv", "run the same command again");
    long there = Files.size(part());
    assertThat(there).isEqualTo(CONTENT.length / 2);
    assertThat(file()).doesNotExist();
    breaksOff = false;
    assertThat(fetch("sub/file.csv", sha256).bytes()).isEqualTo(CONTENT.length - there);
    assertThat(requests).containsExactly("all", "bytes=%d-".formatted(there));
    assertThat(file()).hasBinaryContent(CONTENT);
  }

  @Test
  void aServerWithoutRangesSendsAllOfItAgain() throws IOException, InterruptedException {
    Files.createDirectories(part().getParent());
    Files.writeString(part(), "prompt,");
    ignoresRange = true;
    fetch("sub/file.csv", Digest.sha256Hex(TEXT));
    assertThat(file()).hasBinaryContent(CONTENT);
  }

  @Test
  void aWrongHashKeepsNothing() {
    assertThatThrownBy(() -> fetch("sub/file.csv", "0".repeat(64)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("file.csv", "0".repeat(64), Digest.sha256Hex(TEXT));
    assertThat(file()).doesNotExist();
    assertThat(part()).doesNotExist();
  }

  @Test
  void aMissingFileIsToldWithItsStatus() {
    assertThatThrownBy(() -> fetch("nothing.csv", "0".repeat(64)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("nothing.csv", "404", "expected 200");
    assertThat(folder.resolve("nothing.csv")).doesNotExist();
  }
}
