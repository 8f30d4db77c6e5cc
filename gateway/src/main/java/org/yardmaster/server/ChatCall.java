package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.dialect.ChatPrompt;
import org.yardmaster.provider.TokenEstimate;
import org.yardmaster.routing.AnswerLimit;
import org.yardmaster.routing.CallSize;
import org.yardmaster.routing.Demand;

/**
 * One chat request, understood as far as the gateway needs.
 *
 * @param chat as a Chat Completions request, without the gateway's own fields; never changed
 * @param raw as it came, without the gateway's own fields; never changed
 * @param streaming whether events are wanted
 * @param usageWanted whether the stream shall end with token counts
 * @param bytes of the body as it came
 */
record ChatCall(
    ObjectNode chat,
    ObjectNode raw,
    Prompt prompt,
    Preferences preferences,
    boolean streaming,
    boolean usageWanted,
    AnswerLimit limit,
    int bytes) {
  private static final int MOST_ANSWERS = 128;

  ChatCall {
    requireNonNull(chat, "chat is null");
    requireNonNull(prompt, "prompt is null");
    requireNonNull(preferences, "preferences is null");
    requireNonNull(limit, "limit is null");
  }

  /**
   * Understands a request.
   *
   * @param standardMaxTokens where the request sets no limit
   * @throws IllegalArgumentException saying what is wrong
   */
  static ChatCall of(
      ObjectNode chat, ObjectNode raw, Preferences preferences, long standardMaxTokens, int bytes) {
    JsonNode stream = chat.path("stream");
    if (!stream.isMissingNode() && !stream.isNull() && !stream.isBoolean()) {
      throw new IllegalArgumentException("The field stream must be true or false.");
    }
    requireCount(chat.path("n"));
    return new ChatCall(
        chat,
        raw,
        ChatPrompt.of(chat),
        preferences,
        stream.asBoolean(),
        chat.path("stream_options").path("include_usage").asBoolean(),
        limit(chat, standardMaxTokens),
        bytes);
  }

  private static void requireCount(JsonNode answers) {
    boolean absent = answers.isMissingNode() || answers.isNull();
    if (!absent
        && !(answers.canConvertToInt()
            && answers.isIntegralNumber()
            && answers.intValue() >= 1
            && answers.intValue() <= MOST_ANSWERS)) {
      throw new IllegalArgumentException(
          "The field n must be a whole number from 1 to %d.".formatted(MOST_ANSWERS));
    }
  }

  private static AnswerLimit limit(ObjectNode chat, long standard) {
    for (String field : new String[] {"max_completion_tokens", "max_tokens"}) {
      JsonNode value = chat.path(field);
      if (!value.isMissingNode() && !value.isNull()) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
          throw new IllegalArgumentException(
              "The field %s must be a whole number of at least 1.".formatted(field));
        }
        return new AnswerLimit(value.intValue(), false);
      }
    }
    return new AnswerLimit(standard, true);
  }

  /** The same with another limit of the gateway's. */
  ChatCall withMaxTokens(long tokens) {
    AnswerLimit other = new AnswerLimit(tokens, true);
    return new ChatCall(chat, raw, prompt, preferences, streaming, usageWanted, other, bytes);
  }

  Demand demand() {
    String format = chat.path("response_format").path("type").asText();
    return Demand.of(prompt, size(), format.startsWith("json"));
  }

  /** How large the call can get. */
  CallSize size() {
    return new CallSize(promptBound(), images(), limit, answers(), unboundable());
  }

  /** Answers asked for. */
  private long answers() {
    return chat.path("n").asInt(1);
  }

  /** Images attached. */
  private long images() {
    long images = 0;
    for (JsonNode message : chat.path("messages")) {
      for (JsonNode part : message.path("content")) {
        if (part.path("type").asText().equals("image_url")) {
          images++;
        }
      }
    }
    return images;
  }

  /**
   * Tokens that no provider counts more than, images apart. Fields that the prompt does not show
   * count too: no vocabulary has more tokens than bytes.
   */
  private long promptBound() {
    long shown = TokenEstimate.upperBound(prompt);
    return prompt.modalities().isEmpty() ? Math.max(shown, bytes) : shown;
  }

  /** Whether something is attached whose tokens nobody can bound. */
  private boolean unboundable() {
    return prompt.modalities().contains(Modality.AUDIO)
        || prompt.modalities().contains(Modality.FILE);
  }
}
