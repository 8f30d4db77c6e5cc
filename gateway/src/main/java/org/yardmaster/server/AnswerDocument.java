package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.Exchange;

/** Reads whole answers of providers. */
final class AnswerDocument {
  private AnswerDocument() {}

  /**
   * What was read: an answer or a failure.
   *
   * @param chat as a {@code chat.completion}
   * @param raw as the provider wrote it
   * @param usage the provider's counts, or an estimate
   */
  record Read(
      Optional<ObjectNode> chat, ObjectNode raw, Usage usage, Optional<Failures.Failure> failure) {}

  static Read read(ServingCandidate candidate, Exchange.Answered answered, ChatCall call) {
    String raw = answered.body().text();
    String text = candidate.endpoint().leaks(raw) ? candidate.endpoint().redact(raw) : raw;
    Optional<ObjectNode> document = ChatJson.lenient(text);
    if (document.isEmpty()) {
      return bad("status 200 but no JSON object");
    }
    if (document.get().hasNonNull("error")) {
      Completion completion = candidate.endpoint().midway(document.get().get("error"));
      return new Read(
          Optional.empty(),
          document.get(),
          completion.usage(),
          Optional.of(Failures.of(completion, 0, Optional.empty())));
    }
    Usage counted = candidate.endpoint().usage(document.get());
    Optional<ObjectNode> chat = candidate.dialect().answer(document.get());
    if (chat.isEmpty()) {
      return bad("status 200 but no answer in it");
    }
    if (counted instanceof Usage.Tokens) {
      return new Read(chat, document.get(), counted, Optional.empty());
    }
    Usage.Tokens estimate = estimate(chat.get(), call);
    chat.get().set("usage", estimated(estimate));
    return new Read(chat, document.get(), estimate, Optional.empty());
  }

  /** Chat Completions token counts that nobody but the gateway counted. */
  static ObjectNode estimated(Usage used) {
    ObjectNode usage = ChatJson.object();
    if (used instanceof Usage.Tokens tokens) {
      long prompt = tokens.input() + tokens.cachedInput();
      long answer = tokens.output() + tokens.reasoning();
      usage.put("prompt_tokens", prompt).put("completion_tokens", answer);
      usage.put("total_tokens", prompt + answer).put("estimated", true);
    }
    return usage;
  }

  private static Usage.Tokens estimate(ObjectNode chat, ChatCall call) {
    long bytes = 0;
    for (JsonNode choice : chat.path("choices")) {
      JsonNode message = choice.path("message");
      bytes += ChatJson.contentText(message.path("content")).length();
      bytes +=
          message.path("tool_calls").isArray() ? message.get("tool_calls").toString().length() : 0;
    }
    return new Usage.Tokens(call.demand().promptTokens(), 0, Math.ceilDiv(bytes, 4), 0, true);
  }

  private static Read bad(String message) {
    Completion.Failed failed =
        new Completion.Failed(Fault.BAD_RESPONSE, message, new Usage.Unknown());
    return new Read(
        Optional.empty(),
        ChatJson.object(),
        failed.usage(),
        Optional.of(new Failures.Failure(failed, Optional.empty(), false)));
  }
}
