package org.yardmaster.provider.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.dialect.AnswerChunks;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.ChatPrompt;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.provider.Call;
import org.yardmaster.provider.Reply;
import org.yardmaster.provider.TokenEstimate;
import org.yardmaster.upstream.Body;
import org.yardmaster.upstream.BodyListener;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.Upstream;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * Simulated candidates as a provider in this process that speaks Chat Completions. Prompts of the
 * samples get the answers of {@link SimulatedClient}; any other prompt gets a sentence that says
 * who would have answered. Every answer says {@code simulated}.
 */
public final class SimulatedUpstream implements Upstream {
  /** Where it pretends to be; nothing listens there. */
  public static final URI ADDRESS = URI.create("http://simulated.invalid/v1");

  private static final HttpHeaders JSON =
      HttpHeaders.of(Map.of("content-type", List.of("application/json")), (name, value) -> true);
  private static final HttpHeaders EVENTS =
      HttpHeaders.of(Map.of("content-type", List.of("text/event-stream")), (name, value) -> true);

  private final CompletableFuture<SimulatedClient> client;
  private final Map<String, Candidate> candidates;

  /** A provider of these candidates, by model name. */
  public SimulatedUpstream(SimulatedClient client, Map<String, Candidate> candidates) {
    this(CompletableFuture.completedFuture(client), candidates);
  }

  /** The same where the client takes a while to be made: calls wait for it. */
  public SimulatedUpstream(
      CompletableFuture<SimulatedClient> client, Map<String, Candidate> candidates) {
    this.client = client;
    this.candidates = Map.copyOf(candidates);
  }

  @Override
  public Exchange send(UpstreamRequest request, BodyListener listener) {
    long start = System.nanoTime();
    ObjectNode chat = ChatJson.request(request.body());
    Candidate candidate = candidates.get(chat.path("model").asText());
    if (candidate == null) {
      return answer(404, JSON, error("no such simulated candidate"), listener, start);
    }
    long most = chat.path("max_completion_tokens").asLong(chat.path("max_tokens").asLong(4096));
    Call call = new Call(candidate, ChatPrompt.of(chat), 0, Math.max(1, most), request.deadline());
    Reply reply = client.join().call(call);
    return switch (known(reply.completion(), call)) {
      case Completion.Completed done ->
          whole(chat, document(candidate, done.text(), done.toolCalls(), done), listener, start);
      case Completion.Refused refused -> {
        ObjectNode document = document(candidate, "", "", refused);
        ((ObjectNode) document.at("/choices/0/message")).put("refusal", refused.text());
        yield whole(chat, document, listener, start);
      }
      case Completion.Failed failed ->
          answer(status(failed.fault()), JSON, error(failed.message()), listener, start);
      case Completion.Unpublished nothing -> answer(500, JSON, error("no answer"), listener, start);
    };
  }

  /** An unknown prompt is no fault here. */
  private static Completion known(Completion completion, Call call) {
    if (!(completion instanceof Completion.Failed failed) || failed.fault() != Fault.NOT_RECORDED) {
      return completion;
    }
    String text =
        "This is a simulated answer: %s would have answered here. Last message: %s"
            .formatted(call.candidate().id(), lastText(call.prompt()));
    String cut = TokenEstimate.firstTokens(text, call.maxOutputTokens());
    Usage usage =
        new Usage.Tokens(
            TokenEstimate.ofPrompt(call.prompt()), 0, TokenEstimate.ofText(cut), 0, true);
    return new Completion.Completed(cut, "", cut.equals(text) ? "stop" : "length", usage);
  }

  private static String lastText(Prompt prompt) {
    String text =
        prompt.messages().reversed().stream()
            .filter(message -> message.role() == Role.USER)
            .map(Message::text)
            .findFirst()
            .orElse("");
    return TokenEstimate.firstTokens(text, 25);
  }

  private static ObjectNode document(
      Candidate candidate, String text, String calls, Completion completion) {
    ObjectNode document = ChatJson.object().put("id", "chatcmpl-simulated");
    document.put("object", "chat.completion").put("created", System.currentTimeMillis() / 1000);
    document.put("model", candidate.model()).put("simulated", true);
    ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.put("content", text).putNull("refusal");
    if (!calls.isEmpty()) {
      ArrayNode list = message.putArray("tool_calls");
      for (var call : CanonicalJson.parse(calls)) {
        ObjectNode written = list.addObject().put("id", "call_" + (list.size() + 1));
        written.put("type", "function");
        written
            .putObject("function")
            .put("name", call.path("name").asText())
            .put("arguments", call.path("arguments").toString());
      }
    }
    String reason =
        completion instanceof Completion.Completed done ? done.finishReason() : "content_filter";
    choice.putNull("logprobs").put("finish_reason", reason);
    if (completion.usage() instanceof Usage.Tokens tokens) {
      long output = tokens.output() + tokens.reasoning();
      ObjectNode usage = document.putObject("usage").put("prompt_tokens", tokens.input());
      usage.put("completion_tokens", output).put("total_tokens", tokens.input() + output);
      usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
    }
    return document;
  }

  private static Exchange whole(
      ObjectNode chat, ObjectNode document, BodyListener listener, long start) {
    if (!chat.path("stream").asBoolean()) {
      return answer(200, JSON, document.toString(), listener, start);
    }
    StringBuilder events = new StringBuilder();
    for (ObjectNode chunk : AnswerChunks.of(document)) {
      events.append("data: ").append(chunk).append("\n\n");
    }
    return answer(200, EVENTS, events.append("data: [DONE]\n\n").toString(), listener, start);
  }

  private static Exchange answer(
      int status, HttpHeaders headers, String text, BodyListener listener, long start) {
    byte[] bytes = text.getBytes(UTF_8);
    listener.head(status, headers);
    boolean heard = listener.part(bytes);
    long nanos = System.nanoTime() - start;
    Body body = Body.of(bytes, nanos);
    return heard
        ? new Exchange.Answered(status, headers, body, nanos)
        : new Exchange.Broken(
            Exchange.Break.STOPPED,
            "nobody listens any more",
            Optional.of(new Exchange.Head(status, headers)),
            body,
            nanos);
  }

  private static String error(String message) {
    ObjectNode root = ChatJson.object();
    root.putObject("error").put("message", message).put("type", "simulated");
    return root.toString();
  }

  private static int status(Fault fault) {
    return switch (fault) {
      case RATE_LIMITED -> 429;
      case TIMEOUT -> 504;
      case BAD_REQUEST -> 400;
      case UNAUTHORISED -> 401;
      case BUDGET -> 402;
      case SERVER_ERROR, CONNECTION, BAD_RESPONSE, NOT_RECORDED -> 503;
    };
  }
}
