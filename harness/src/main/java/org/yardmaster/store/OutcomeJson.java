package org.yardmaster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** {@link Outcome} to JSON and back, for the log in front of the database. */
final class OutcomeJson {
  private OutcomeJson() {}

  static ObjectNode write(Outcome outcome) {
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("dataset", outcome.datasetId())
            .put("sample", outcome.sampleId())
            .put("candidate", outcome.candidateId())
            .put("trial", outcome.trial());
    writeCompletion(root, outcome.completion());
    if (outcome.completion().usage() instanceof Usage.Tokens tokens) {
      root.putArray("tokens")
          .add(tokens.input())
          .add(tokens.cachedInput())
          .add(tokens.output())
          .add(tokens.reasoning())
          .add(tokens.estimated());
    }
    writeGrade(root.putObject("grade"), outcome.grade());
    switch (outcome.cost()) {
      case Cost.Known(long nanoUsd) -> root.put("cost", nanoUsd);
      case Cost.Unknown(String reason) -> root.put("cost", reason);
    }
    if (outcome.latency() instanceof Latency.Measured(long total, long first)) {
      root.putArray("latency").add(total).add(first);
    }
    return root;
  }

  private static void writeCompletion(ObjectNode root, Completion completion) {
    switch (completion) {
      case Completion.Completed(String text, String calls, String reason, Usage usage) ->
          root.put("status", "COMPLETED")
              .put("text", text)
              .put("calls", calls)
              .put("reason", reason);
      case Completion.Refused(String text, Usage usage) ->
          root.put("status", "REFUSED").put("text", text);
      case Completion.Failed(Fault fault, String message, Usage usage) ->
          root.put("status", "FAILED").put("fault", fault.name()).put("text", message);
      case Completion.Unpublished(Usage usage) -> root.put("status", "UNPUBLISHED");
    }
  }

  private static void writeGrade(ObjectNode root, Grade grade) {
    root.put("grader", grade.grader());
    switch (grade) {
      case Grade.Scored scored ->
          root.put("value", scored.value())
              .put("score", scored.nativeScore())
              .put("low", scored.nativeLow())
              .put("high", scored.nativeHigh())
              .put("extracted", scored.extracted())
              .put("explanation", scored.explanation());
      case Grade.Unscored unscored -> root.put("unscored", unscored.reason());
    }
  }

  static Outcome read(JsonNode root) {
    JsonNode cost = root.path("cost");
    JsonNode latency = root.path("latency");
    return new Outcome(
        root.path("dataset").asText(),
        root.path("sample").asText(),
        root.path("candidate").asText(),
        root.path("trial").asInt(),
        readCompletion(root),
        readGrade(root.path("grade")),
        cost.isTextual() ? new Cost.Unknown(cost.asText()) : new Cost.Known(cost.asLong()),
        latency.isArray()
            ? new Latency.Measured(latency.get(0).asLong(), latency.get(1).asLong())
            : new Latency.Unmeasured());
  }

  private static Completion readCompletion(JsonNode root) {
    JsonNode tokens = root.path("tokens");
    Usage usage =
        tokens.isArray()
            ? new Usage.Tokens(
                tokens.get(0).asLong(),
                tokens.get(1).asLong(),
                tokens.get(2).asLong(),
                tokens.get(3).asLong(),
                tokens.get(4).asBoolean())
            : new Usage.Unknown();
    String text = root.path("text").asText();
    String status = root.path("status").asText();
    return switch (status) {
      case "COMPLETED" ->
          new Completion.Completed(
              text, root.path("calls").asText(), root.path("reason").asText(), usage);
      case "REFUSED" -> new Completion.Refused(text, usage);
      case "FAILED" ->
          new Completion.Failed(Fault.valueOf(root.path("fault").asText()), text, usage);
      case "UNPUBLISHED" -> new Completion.Unpublished(usage);
      default -> throw new IllegalArgumentException("Unknown status (%s).".formatted(status));
    };
  }

  private static Grade readGrade(JsonNode root) {
    String grader = root.path("grader").asText();
    return root.has("unscored")
        ? new Grade.Unscored(grader, root.path("unscored").asText())
        : new Grade.Scored(
            grader,
            root.path("value").asDouble(),
            root.path("score").asDouble(),
            root.path("low").asDouble(),
            root.path("high").asDouble(),
            root.path("extracted").asText(),
            root.path("explanation").asText());
  }
}
