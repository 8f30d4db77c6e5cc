package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.Untranslatable;
import org.yardmaster.routing.Demand;
import org.yardmaster.telemetry.TraceHeaders;
import org.yardmaster.telemetry.Tracing;

/**
 * Mutilated requests against everything that reads them: each is understood or refused with a
 * message that quotes nothing of it, never a fault. Arguments: how many, seed.
 */
public final class RequestFuzz {
  private static final long SLOW_NANOS = 2_000_000_000L;

  private static final List<String> SEEDS =
      List.of(
          "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello"
              + " \\u00e4\\ud83d\\ude00\"}],\"max_tokens\":10,\"stream\":true,\"stream_options\":{\"include_usage\":true}}",
          "{\"model\":\"auto:cheap\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"t\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\"}}]}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"}}}}}],\"tool_choice\":\"auto\",\"n\":2,\"temperature\":0.5}",
          "{\"model\":\"x\",\"models\":[\"a\",\"b\"],\"cost_quality_tradeoff\":7.5,\"max_price\":1e-3,\"max_latency_ms\":100,\"allowed_models\":[\"a\"],\"denied_models\":[\"b\"],\"tags\":[\"t\"],\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"r\"}],\"response_format\":{\"type\":\"json_object\"},\"max_completion_tokens\":5}",
          "{\"model\":\"auto\",\"max_tokens\":5,\"system\":[{\"type\":\"text\",\"text\":\"s\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"1\",\"content\":\"r\"},{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AA\"}}]},{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"1\",\"name\":\"f\",\"input\":{\"a\":[1,null,true]}}]}],\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}],\"stop_sequences\":[\"x\"]}");

  private static final List<String> TOKENS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "null",
          "true",
          "-0",
          "1e999",
          "1e-999",
          "NaN",
          "\\u0000",
          "\\ud800",
          "\"model\":",
          "\"messages\":",
          "\"role\":\"user\"",
          "\"content\":",
          "\"n\":",
          "[[[[[[[[",
          "99999999999999999999999999",
          "0x1",
          "//",
          "\u0000",
          "\ufeff",
          "-1",
          "\"stream\":1,",
          "\"max_tokens\":");

  private static final List<ChatApi> APIS = List.of(new ChatCompletionsApi(), new MessagesApi());

  private final SplittableRandom random;
  private final Map<String, Long> endings = new TreeMap<>();

  RequestFuzz(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Counts what became of so many inputs; throws at the first that is a fault. */
  Map<String, Long> run(long inputs) {
    for (long number = 0; number < inputs; number++) {
      byte[] body = mutilated(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8));
      ChatApi api = APIS.get(random.nextInt(APIS.size()));
      long start = ownTime();
      try {
        endings.merge(read(api, body), 1L, Long::sum);
      } catch (RuntimeException | StackOverflowError fault) {
        throw new AssertionError("%s: %s".formatted(api.route(), shown(body)), fault);
      }
      if (ownTime() - start > SLOW_NANOS) {
        throw new AssertionError("slow: " + shown(body));
      }
    }
    return endings;
  }

  /** Processor time of this thread: a machine with other work is no fault of the reader. */
  private static long ownTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String shown(byte[] body) {
    return new String(body, UTF_8) + " " + Arrays.toString(body);
  }

  private static String read(ChatApi api, byte[] bytes) {
    try {
      ObjectNode body = ChatJson.request(bytes);
      Preferences preferences = Preferences.take(body, name -> Optional.empty());
      ChatCall call =
          ChatCall.of(api.read(body, incoming(bytes)).chat(), body, preferences, 100, bytes.length);
      Demand demand = call.demand();
      boolean sound =
          demand.promptTokens() >= 0
              && call.size().promptTokens() >= demand.promptTokens()
              && call.size().answers() >= 1
              && call.size().images() >= 0;
      if (!sound) {
        throw new IllegalStateException("an unsound bound");
      }
      return "understood";
    } catch (Untranslatable | IllegalArgumentException refused) {
      return "refused";
    }
  }

  private static Incoming incoming(byte[] body) {
    return new Incoming(
        "ym-1",
        Instant.EPOCH,
        0,
        Caller.ANYBODY,
        name -> Optional.empty(),
        body,
        Optional.empty(),
        Tracing.off().begin("chat", TraceHeaders.NONE));
  }

  private byte[] mutilated(byte[] seed) {
    byte[] body = seed;
    for (int change = random.nextInt(6); change > 0; change--) {
      int from = random.nextInt(body.length + 1);
      int to = Math.min(body.length, from + random.nextInt(12));
      body =
          switch (random.nextInt(6)) {
            case 0 -> joined(body, from, new byte[0], to);
            case 1 -> joined(body, from, token(), from);
            case 2 -> joined(body, from, token(), to);
            case 3 -> joined(body, from, Arrays.copyOfRange(body, from, to), from);
            case 4 -> joined(body, from, new byte[] {(byte) random.nextInt(256)}, to);
            default -> joined(body, from, part(), from);
          };
    }
    return body;
  }

  private byte[] token() {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
  }

  /** A part of another request, so that fields appear where they do not belong. */
  private byte[] part() {
    byte[] other = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
    int from = random.nextInt(other.length);
    return Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(60)));
  }

  private static byte[] joined(byte[] body, int from, byte[] between, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + between.length);
    bytes.write(body, 0, from);
    bytes.writeBytes(between);
    bytes.write(body, to, body.length - to);
    return bytes.toByteArray();
  }

  public static void main(String[] arguments) {
    long inputs = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    List<String> lines = new ArrayList<>();
    new RequestFuzz(seed)
        .run(inputs)
        .forEach((ending, count) -> lines.add("%,d %s".formatted(count, ending)));
    System.out.printf(
        "%,d inputs, seed %d: %s, no fault%n", inputs, seed, String.join(", ", lines));
  }
}
