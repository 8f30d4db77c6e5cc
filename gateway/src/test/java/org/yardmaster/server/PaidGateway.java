package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.logging.LogManager;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.upstream.HttpUpstream;

/**
 * A paid gateway as a process of its own, over a ledger that outlives it: for clients that are not
 * in Java, and to be killed. Its provider repeats the prompt, after three seconds if it is
 * "slowly".
 */
public final class PaidGateway {
  private PaidGateway() {}

  /**
   * Serves until standard input ends; prints its address first.
   *
   * @param arguments ledger, facilitator, JSON-RPC, payTo, USDC, a token without EIP-3009
   */
  @SuppressWarnings("ClosingStandardOutputStreams")
  public static void main(String[] arguments) throws IOException {
    LogManager.getLogManager().reset();
    HttpServer provider = provider();
    Path folder = Files.createTempDirectory("paid-gateway");
    Path policy = folder.resolve("policy.yard");
    Path config = folder.resolve("gateway.yaml");
    URI address = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
    PolicyFile.write(GatewayFixture.policy(List.of("large")), policy);
    Files.writeString(
        config,
        GatewayFixture.yaml(List.of(new GatewayFixture.Member("large", address)))
            + payments(arguments));
    try (HttpUpstream network = new HttpUpstream();
        Ledger ledger = SqliteLedger.open(Path.of(arguments[0]));
        GatewayServer server =
            GatewayServer.start(
                new GatewayServer.Setup(
                    new StateSource(
                        policy,
                        Optional.of(config),
                        network,
                        name -> Optional.of("provider-key"),
                        Clock.systemUTC()),
                    ledger,
                    Clock.systemUTC(),
                    Optional.empty(),
                    false,
                    line -> {},
                    System.err::println))) {
      System.out.println("http://127.0.0.1:" + server.port());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    provider.stop(0);
  }

  private static String payments(String[] arguments) {
    return """
    ledger: %s
    failover: {attempts: 1, totalSeconds: 20}
    payments:
      origin: https://gateway.example
      payTo: "%s"
      facilitators: [{url: "%s"}]
      chains: {"eip155:84532": "%s"}
      assets:
        - {network: "eip155:84532", address: "%s", name: USDC, version: "2"}
        - {network: "eip155:84532", address: "%s", transfer: permit2, schemes: [upto]}
      routes: {chat: replace}
      price: {floorUsd: 0.00005}
      bounds: {settleSeconds: 3, unpaidUsd: 1000}
    """
        .formatted(
            arguments[0], arguments[3], arguments[1], arguments[2], arguments[4], arguments[5]);
  }

  static HttpServer provider() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", PaidGateway::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    JsonNode request = GatewayFixture.JSON.readTree(exchange.getRequestBody());
    String prompt = request.at("/messages/0/content").asText();
    if (prompt.equals("slowly")) {
      try {
        Thread.sleep(3_000);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
    ObjectNode answer = GatewayFixture.JSON.createObjectNode().put("id", "1");
    answer.put("object", "chat.completion").put("created", 1).put("model", "large-model");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", "You said: " + prompt);
    answer.putObject("usage").put("prompt_tokens", 20).put("completion_tokens", 12);
    byte[] body = answer.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
