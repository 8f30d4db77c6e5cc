package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.ProviderDialect;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.RawEndpoint;
import org.yardmaster.upstream.BodyListener;
import org.yardmaster.upstream.EventDecoder;

/**
 * Passes one provider's stream on to the client. Nothing goes out before the first content, so that
 * until then another candidate can be asked; from then on this one answers or nobody. Counts what
 * passes, for providers that do not. The provider's thread and the client's meet here: after {@link
 * #close} nothing is written any more.
 */
final class StreamRelay implements BodyListener {
  private static final int MOST_TEXT = 1 << 20;

  private final ServingCandidate candidate;
  private final StreamFormat format;
  private final EventOut out;
  private final ClientGuard.Watch watch;
  private final ProviderDialect.ChunkReader reader;
  private final boolean raw;
  private final EventDecoder decoder = new EventDecoder((name, data, last) -> event(name, data));
  private final List<String> held = new ArrayList<>();

  private boolean relaying;
  private boolean closed;
  private boolean started;
  private boolean done;
  private boolean clientGone;
  private @Nullable Completion failure;
  private @Nullable ObjectNode usage;
  private final StringBuilder text = new StringBuilder();
  private long contentBytes;
  private String finishReason = "";
  private String model = "";
  private long firstContentNanos;

  /**
   * A relay.
   *
   * @param raw whether the provider's events go out as they came
   */
  StreamRelay(
      ServingCandidate candidate,
      StreamFormat format,
      EventOut out,
      ClientGuard.Watch watch,
      boolean raw) {
    this.raw = raw;
    this.candidate = candidate;
    this.format = format;
    this.out = out;
    this.watch = watch;
    this.reader = candidate.dialect().chunks();
  }

  @Override
  public synchronized void head(int status, HttpHeaders headers) {
    String type = headers.firstValue("content-type").orElse("");
    boolean plain = headers.firstValue("content-encoding").orElse("identity").equals("identity");
    relaying = status / 100 == 2 && plain && type.startsWith("text/event-stream");
  }

  @Override
  public synchronized boolean part(byte[] bytes) {
    if (closed) {
      return false;
    }
    if (relaying) {
      decoder.feed(bytes);
    }
    return !clientGone && failure == null;
  }

  private void event(String name, String data) {
    if (closed || clientGone || failure != null || done) {
      return;
    }
    if (data.strip().equals("[DONE]")) {
      done = true;
      return;
    }
    String clean = candidate.endpoint().leaks(data) ? candidate.endpoint().redact(data) : data;
    Optional<ObjectNode> event = ChatJson.lenient(clean);
    if (event.isEmpty()) {
      failure =
          new Completion.Failed(
              Fault.BAD_RESPONSE, "an event of the stream is not JSON", new Usage.Unknown());
      return;
    }
    if (!raw) {
      reader.read(event.get()).forEach(this::take);
      return;
    }
    boolean content = false;
    for (ObjectNode chunk : reader.read(event.get())) {
      content |= look(chunk);
    }
    if (failure == null) {
      send(List.of("event: " + name + "\ndata: " + clean + "\n\n"), content);
    }
  }

  /** Takes one chunk, from a stream or from an answer that came in one piece. */
  synchronized void take(ObjectNode chunk) {
    if (closed || clientGone || failure != null) {
      return;
    }
    boolean content = look(chunk);
    if (failure != null || (chunk.has("usage") && chunk.path("choices").isEmpty())) {
      return;
    }
    chunk.remove("usage");
    send(format.chunk(chunk), content);
  }

  /** Learns what a chunk says; true when it brings content. */
  private boolean look(ObjectNode chunk) {
    JsonNode error = chunk.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      failure = candidate.endpoint().midway(error);
      return false;
    }
    if (chunk.path("usage") instanceof ObjectNode counts) {
      usage = counts;
    }
    return weigh(chunk);
  }

  /** Counts a chunk's content; true when there is any. */
  private boolean weigh(ObjectNode chunk) {
    long before = contentBytes;
    model = model.isEmpty() ? ChatJson.text(chunk, "model") : model;
    for (JsonNode choice : chunk.path("choices")) {
      String reason = ChatJson.text(choice, "finish_reason");
      finishReason = reason.isEmpty() ? finishReason : reason;
      JsonNode delta = choice.path("delta");
      String said = ChatJson.contentText(delta.path("content"));
      contentBytes += bytes(said);
      if (text.length() < MOST_TEXT) {
        text.append(said);
      }
      contentBytes += bytes(ChatJson.text(delta, "refusal"));
      contentBytes += bytes(ChatJson.text(delta, "reasoning_content"));
      contentBytes += bytes(ChatJson.text(delta, "reasoning"));
      for (JsonNode call : delta.path("tool_calls")) {
        contentBytes += bytes(ChatJson.text(call.path("function"), "name"));
        contentBytes += bytes(ChatJson.text(call.path("function"), "arguments"));
      }
    }
    return contentBytes > before;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void send(List<String> events, boolean content) {
    if (started) {
      write(events);
      return;
    }
    held.addAll(events);
    if (content) {
      start();
    }
  }

  private void start() {
    started = true;
    firstContentNanos = System.nanoTime();
    watch.tokenArrived();
    write(held);
    held.clear();
  }

  private void write(List<String> events) {
    if (events.isEmpty() || clientGone) {
      return;
    }
    try {
      out.write(events);
    } catch (EventOut.Gone gone) {
      clientGone = true;
      watch.gone();
    }
  }

  /** The stream is over; from now on the provider's thread changes nothing. */
  synchronized void close() {
    if (!closed && relaying) {
      decoder.end();
    }
    closed = true;
  }

  /** Sends what was held back for want of content: the answer is empty, and complete. */
  synchronized void release() {
    if (!started) {
      start();
    }
  }

  /**
   * Ends a complete answer.
   *
   * @param used told where the provider did not count
   */
  synchronized void end(Receipt receipt, Usage used) {
    if (!raw) {
      write(format.end(usage == null ? AnswerDocument.estimated(used) : usage, receipt));
    }
  }

  /** Tells the client that no more will come. */
  synchronized void fail(ApiProblem problem) {
    write(format.error(problem));
  }

  synchronized boolean relaying() {
    return relaying;
  }

  synchronized boolean started() {
    return started;
  }

  synchronized boolean clientGone() {
    return clientGone;
  }

  /** Whether the provider said that the answer is complete. */
  synchronized boolean whole() {
    return reader.whole() || (!raw && (done || !finishReason.isEmpty()));
  }

  /** The visible answer so far. */
  synchronized String text() {
    return text.toString();
  }

  /** The model that the provider names; empty when it names none. */
  synchronized String model() {
    return model;
  }

  synchronized String finishReason() {
    return finishReason;
  }

  /** What the provider reported instead of going on. */
  synchronized Optional<Completion> failure() {
    return Optional.ofNullable(failure);
  }

  /** When the first content came, as {@link System#nanoTime}; 0 when none did. */
  synchronized long firstContentNanos() {
    return firstContentNanos;
  }

  /**
   * What was used: the provider's counts, or else an estimate of what passed.
   *
   * @param promptTokens estimated
   */
  synchronized Usage used(long promptTokens) {
    if (usage != null) {
      ObjectNode document = ChatJson.object();
      document.set("usage", usage);
      if (RawEndpoint.chatUsage(document) instanceof Usage.Tokens tokens) {
        return tokens;
      }
    }
    return new Usage.Tokens(promptTokens, 0, Math.ceilDiv(contentBytes, 4), 0, true);
  }
}
