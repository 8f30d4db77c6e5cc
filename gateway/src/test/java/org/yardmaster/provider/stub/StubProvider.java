package org.yardmaster.provider.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A provider on the loopback interface that speaks OpenAI's chat completions, Anthropic's Messages
 * and Gemini's generateContent, streaming and not, and counts what it served. It answers from the
 * last user message: {@code refuse} is refused, {@code call} calls the first tool, anything else
 * goes through the answer function. It insists on the fields and headers that the real ones need.
 */
public final class StubProvider implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
  }

  static final JsonMapper JSON = new JsonMapper();

  /** What the three formats have in common. */
  record Asked(String model, String lastText, List<String> tools, boolean stream) {}

  /** An answer before it is written in a format. */
  record Told(String text, String tool, boolean refused) {}

  /** One of the three formats, as the provider sees it. */
  interface Dialect {
    /** Empty when the request is one that the real provider would take. */
    String fault(HttpExchange exchange, JsonNode body);

    Asked read(String path, JsonNode body);

    ObjectNode error(int status, String message);

    ObjectNode answer(Asked asked, Told told);

    /** The stream as it goes over the wire, one part per element. */
    List<String> stream(Asked asked, Told told);
  }

  private final HttpServer server;
  private final Duration latency;
  private final UnaryOperator<String> answers;
  private final AtomicLong served = new AtomicLong();
  private final Map<String, AtomicLong> byPrompt = new ConcurrentHashMap<>();
  private final boolean remembering;

  /**
   * Starts serving on a free port.
   *
   * @param latency slept before every answer
   * @param answers the last user message to the answer
   * @param remembering whether to count per prompt
   */
  public StubProvider(Duration latency, UnaryOperator<String> answers, boolean remembering) {
    this.latency = latency;
    this.answers = answers;
    this.remembering = remembering;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers at once, by echoing. */
  public StubProvider() {
    this(Duration.ZERO, text -> "You said: " + text, true);
  }

  /** The address up to the port, without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers given, of every kind. */
  public long served() {
    return served.get();
  }

  /** Answers given by last user message. */
  public Map<String, Long> servedByPrompt() {
    Map<String, Long> counts = new TreeMap<>();
    byPrompt.forEach((prompt, count) -> counts.put(prompt, count.get()));
    return counts;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      if (path.endsWith("/embeddings")) {
        embed(exchange, body);
        return;
      }
      Dialect dialect = dialect(path);
      String fault = dialect.fault(exchange, body);
      if (!fault.isEmpty()) {
        int status = fault.startsWith("key") ? 401 : 400;
        send(exchange, status, "application/json", dialect.error(status, fault).toString());
        return;
      }
      Asked asked = dialect.read(path, body);
      sleep();
      count(asked.lastText());
      answer(exchange, dialect, asked);
    }
  }

  /** Vectors of two numbers, the first of which is the length of the text. */
  private void embed(HttpExchange exchange, JsonNode body) throws IOException {
    boolean listed = body.path("input").isArray();
    ObjectNode answer = JSON.createObjectNode().put("object", "list");
    answer.set("model", body.path("model"));
    List<String> texts =
        listed
            ? body.get("input").valueStream().map(JsonNode::asText).toList()
            : List.of(body.path("input").asText());
    for (String text : texts) {
      count(text);
      ObjectNode one = answer.withArray("data").addObject().put("object", "embedding");
      one.put("index", answer.path("data").size() - 1);
      if (body.path("encoding_format").asText().equals("base64")) {
        ByteBuffer floats = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        floats.putFloat(text.length()).putFloat(1);
        one.put("embedding", Base64.getEncoder().encodeToString(floats.array()));
      } else {
        one.putArray("embedding").add(text.length()).add(1);
      }
    }
    answer.putObject("usage").put("prompt_tokens", 10).put("total_tokens", 10);
    send(exchange, 200, "application/json", answer.toString());
  }

  private static Dialect dialect(String path) {
    if (path.endsWith("/chat/completions")) {
      return new OpenAiDialect();
    }
    return path.endsWith("/messages") ? new AnthropicDialect() : new GeminiDialect();
  }

  private void sleep() {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(String prompt) {
    served.incrementAndGet();
    if (remembering) {
      byPrompt.computeIfAbsent(prompt, unused -> new AtomicLong()).incrementAndGet();
    }
  }

  private void answer(HttpExchange exchange, Dialect dialect, Asked asked) throws IOException {
    boolean calls = asked.lastText().equals("call") && !asked.tools().isEmpty();
    Told told =
        new Told(
            calls ? "" : answers.apply(asked.lastText()),
            calls ? asked.tools().getFirst() : "",
            asked.lastText().equals("refuse"));
    if (!asked.stream()) {
      send(exchange, 200, "application/json", dialect.answer(asked, told).toString());
      return;
    }
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String part : dialect.stream(asked, told)) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Serves until its standard input ends; prints its address first. For clients not in Java. */
  public static void main(String[] arguments) throws IOException {
    try (StubProvider stub = new StubProvider()) {
      System.out.println(stub.address());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
