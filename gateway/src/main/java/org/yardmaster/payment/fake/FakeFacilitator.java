package org.yardmaster.payment.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.yardmaster.payment.Network;
import org.yardmaster.payment.evm.Address;

/**
 * A facilitator over HTTP that can be told to fail: it checks signatures as the official one does,
 * moves the money of a {@link FakeChain}, and serves that chain's JSON-RPC at {@code /rpc}.
 */
public final class FakeFacilitator implements AutoCloseable {
  /** Who spends {@code upto} permits. */
  public static final Address SPENDER = new Address("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A way to fail, at the next call of a path. */
  public sealed interface Fault {
    /** An answer of this status and text, nothing done. */
    record Answer(int status, String text) implements Fault {}

    /** The connection is cut, nothing done. */
    record Cut() implements Fault {}

    /** All is done, then the connection is cut. */
    record LoseAnswer() implements Fault {}

    /** Work goes on after a pause. */
    record Delay(Duration pause) implements Fault {}

    /** A reason of the facilitator's own. */
    record Refuse(String reason) implements Fault {}
  }

  private final FakeChain chain;
  private final Network network;
  private final FakeSettlement settlement;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, List<Fault>> faults = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();
  private volatile Duration pace = Duration.ZERO;

  /** Starts one on a free port. */
  public FakeFacilitator(FakeChain chain, Network network, Clock clock) {
    this(chain, network, clock, 0);
  }

  /**
   * Starts one.
   *
   * @param port 0 for any free one
   */
  public FakeFacilitator(FakeChain chain, Network network, Clock clock, int port) {
    this.chain = chain;
    this.network = network;
    this.settlement = new FakeSettlement(chain, network, clock);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The chain that it settles on. */
  public FakeChain chain() {
    return chain;
  }

  /** Fails the next calls of a path, one each. */
  public void failNext(String path, Fault... next) {
    synchronized (faults) {
      faults.computeIfAbsent(path, unused -> new ArrayList<>()).addAll(List.of(next));
    }
  }

  /** From now on every verification and settlement takes so long. */
  public void pace(Duration each) {
    pace = each;
  }

  /** Calls of a path so far. */
  public int calls(String path) {
    synchronized (faults) {
      return calls.getOrDefault(path, 0);
    }
  }

  private Optional<Fault> fault(String path) {
    synchronized (faults) {
      calls.merge(path, 1, Integer::sum);
      List<Fault> waiting = faults.getOrDefault(path, List.of());
      return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.removeFirst());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    Optional<Fault> fault = fault(path);
    Duration each = path.equals("/rpc") || path.equals("/supported") ? Duration.ZERO : pace;
    switch (fault.orElse(new Fault.Delay(each))) {
      case Fault.Answer answer -> send(exchange, answer.status(), answer.text());
      case Fault.Cut cut -> exchange.close();
      case Fault.LoseAnswer lose -> {
        answer(path, body, Optional.empty());
        exchange.close();
      }
      case Fault.Refuse refuse -> sendAnswer(exchange, path, body, Optional.of(refuse.reason()));
      case Fault.Delay delay -> {
        sleep(delay.pause());
        sendAnswer(exchange, path, body, Optional.empty());
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAnswer(HttpExchange exchange, String path, byte[] body, Optional<String> refusal)
      throws IOException {
    Optional<ObjectNode> answer = answer(path, body, refusal);
    if (answer.isPresent()) {
      send(exchange, 200, answer.get().toString());
    } else {
      send(exchange, 404, "{}");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Optional<ObjectNode> answer(String path, byte[] body, Optional<String> refusal)
      throws IOException {
    JsonNode request = JSON.readTree(body.length == 0 ? "{}".getBytes(UTF_8) : body);
    return switch (path) {
      case "/supported" -> Optional.of(supported());
      case "/verify" -> Optional.of(settlement.verify(request, refusal));
      case "/settle" -> Optional.of(settlement.settle(request, refusal));
      case "/rpc" -> chain.rpc(request);
      default -> Optional.empty();
    };
  }

  private ObjectNode supported() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode kinds = root.putArray("kinds");
    kinds.addObject().put("x402Version", 2).put("scheme", "exact").put("network", network.caip2());
    kinds
        .addObject()
        .put("x402Version", 2)
        .put("scheme", "upto")
        .put("network", network.caip2())
        .putObject("extra")
        .put("facilitatorAddress", SPENDER.checksummed());
    network
        .oldName()
        .ifPresent(
            name ->
                kinds
                    .addObject()
                    .put("x402Version", 1)
                    .put("scheme", "exact")
                    .put("network", name));
    root.putArray("extensions");
    root.putObject("signers").putArray("eip155:*").add(SPENDER.checksummed());
    return root;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
