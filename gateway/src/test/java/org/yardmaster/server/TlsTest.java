package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.config.TlsFiles;
import org.yardmaster.provider.stub.StubProvider;

/** TLS with a certificate that this test makes. */
final class TlsTest {
  private static final char[] PASSWORD = "provider-secret-key".toCharArray();

  @TempDir static Path folder = Path.of("");

  private static Path keystore() {
    return folder.resolve("server.p12");
  }

  @BeforeAll
  static void makeCertificate() throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore().toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor())
        .as(new String(keytool.getInputStream().readAllBytes(), US_ASCII))
        .isZero();
    KeyStore store = store();
    pem("certificate.pem", "CERTIFICATE", store.getCertificate("server").getEncoded());
    pem("key.pem", "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
  }

  private static KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore())) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void pem(String name, String type, byte[] bytes) throws IOException {
    String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type));
  }

  private static HttpClient trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store().getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static HttpRequest chat(GatewayFixture gateway) {
    return HttpRequest.newBuilder(
            URI.create("https://localhost:%d/v1/chat/completions".formatted(gateway.port())))
        .header("content-type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"))
        .build();
  }

  private static void serves(String tls) throws Exception {
    try (StubProvider stub = new StubProvider();
        GatewayFixture gateway =
            GatewayFixture.listening(
                List.of(new GatewayFixture.Member("one", stub.address())),
                "listen: {port: 0, tls: {%s}}\n".formatted(tls));
        HttpClient client = trusting();
        HttpClient stranger = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(chat(gateway), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("You said: hello");
      assertThatThrownBy(() -> stranger.send(chat(gateway), HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void pemFilesServe() throws Exception {
    serves(
        "certificate: %s, key: %s"
            .formatted(folder.resolve("certificate.pem"), folder.resolve("key.pem")));
  }

  @Test
  void aKeystoreServes() throws Exception {
    serves("keystore: %s, passwordVariable: TLS_PASSWORD".formatted(keystore()));
  }

  @Test
  void filesThatCannotBeUsedAreNamed() {
    TlsFiles.Pem swapped =
        new TlsFiles.Pem(folder.resolve("certificate.pem"), folder.resolve("certificate.pem"));
    assertThatThrownBy(() -> swapped.context(name -> Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no BEGIN PRIVATE KEY")
        .hasMessageContaining("certificate.pem");
    TlsFiles.Pkcs12 locked = new TlsFiles.Pkcs12(keystore(), Optional.of("NOT_SET"));
    assertThatThrownBy(() -> locked.context(name -> Optional.empty()))
        .hasMessageContaining("(NOT_SET)");
  }
}
