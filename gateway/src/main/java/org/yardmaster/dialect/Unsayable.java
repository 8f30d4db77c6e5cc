package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Fields of Chat Completions that change the answer and that no other format has. */
final class Unsayable {
  private static final List<String> FIELDS =
      List.of("logprobs", "top_logprobs", "logit_bias", "audio", "modalities", "functions");
  private static final List<String> PENALTIES = List.of("frequency_penalty", "presence_penalty");

  private Unsayable() {}

  /**
   * Looks for them.
   *
   * @throws Untranslatable naming the first
   */
  static void check(JsonNode chat) {
    for (String field : FIELDS) {
      JsonNode value = chat.path(field);
      boolean empty =
          value.isMissingNode()
              || value.isNull()
              || (value.isBoolean() && !value.booleanValue())
              || (value.isContainerNode() && value.isEmpty())
              || (value.isArray() && value.size() == 1 && value.get(0).asText().equals("text"));
      if (!empty) {
        throw new Untranslatable("field " + field);
      }
    }
    for (String field : PENALTIES) {
      if (chat.path(field).asDouble() != 0) {
        throw new Untranslatable("field " + field);
      }
    }
    if (chat.path("n").asInt(1) != 1) {
      throw new Untranslatable("more than one answer (n)");
    }
  }
}
