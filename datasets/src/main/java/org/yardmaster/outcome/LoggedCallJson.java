package org.yardmaster.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.PromptJson;
import org.yardmaster.provenance.CanonicalJson;

/**
 * A {@link LoggedCall} as one line of JSON in ASCII, so that a line that was cut off anywhere is
 * still text. Absent fields mean unknown.
 */
public final class LoggedCallJson {
  /** Of the format; written into every line. */
  public static final int VERSION = 1;

  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private LoggedCallJson() {}

  /** One line, without its end. */
  public static String write(LoggedCall call) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("v", VERSION)
        .put("id", call.id())
        .put("at", call.at().toString())
        .put("task", call.task())
        .put("session", call.session());
    putSeen(root, call.seen());
    putChoice(root.putObject("choice"), call.choice());
    root.putObject("served")
        .put("candidate", call.served().candidate())
        .put("model", call.served().model())
        .put("provider", call.served().provider())
        .put("simulated", call.served().simulated());
    putCompletion(root.putObject("completion"), call.completion());
    putUsage(root, call.completion().usage());
    switch (call.cost()) {
      case Cost.Known(long nanoUsd) -> root.put("cost_nano_usd", nanoUsd);
      case Cost.Unknown(String reason) -> root.put("cost_unknown_because", reason);
    }
    if (call.latency() instanceof Latency.Measured(long total, long first)) {
      root.put("latency_nanos", total).put("first_token_nanos", first);
    }
    try {
      return ASCII.writeValueAsString(root);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A JSON tree can always be written.", fault);
    }
  }

  private static void putSeen(ObjectNode root, LoggedCall.Seen seen) {
    switch (seen) {
      case LoggedCall.Seen.Text text ->
          root.set("prompt", CanonicalJson.parse(PromptJson.write(text.prompt())));
      case LoggedCall.Seen.Withheld withheld -> root.put("prompt_digest", withheld.promptDigest());
    }
    LoggedCall.FeatureVector features = seen.features();
    if (!features.schema().isEmpty()) {
      ObjectNode node =
          root.putObject("features")
              .put("schema", features.schema())
              .put("bucket_bits", features.bucketBits());
      ArrayNode buckets = node.putArray("buckets");
      features.buckets().forEach(buckets::add);
      ArrayNode counters = node.putArray("counters");
      features.counters().forEach(counters::add);
    }
  }

  private static void putChoice(ObjectNode node, LoggedCall.Choice choice) {
    node.put("policy", choice.policyDigest())
        .put("arm", choice.arm())
        .put("acting", choice.acting())
        .put("preferred", choice.preferred())
        .put("chosen", choice.chosen())
        .put("propensity", choice.propensity())
        .put("reason", choice.reason());
  }

  private static void putCompletion(ObjectNode node, Completion completion) {
    switch (completion) {
      case Completion.Completed done ->
          node.put("status", "completed")
              .put("text", done.text())
              .put("tool_calls", done.toolCalls())
              .put("finish_reason", done.finishReason());
      case Completion.Refused refused -> node.put("status", "refused").put("text", refused.text());
      case Completion.Failed failed ->
          node.put("status", "failed")
              .put("fault", failed.fault().name())
              .put("message", failed.message());
      case Completion.Unpublished withheld -> node.put("status", "withheld");
    }
  }

  private static void putUsage(ObjectNode root, Usage usage) {
    if (usage instanceof Usage.Tokens tokens) {
      root.putObject("usage")
          .put("input", tokens.input())
          .put("cached_input", tokens.cachedInput())
          .put("output", tokens.output())
          .put("reasoning", tokens.reasoning())
          .put("estimated", tokens.estimated());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static LoggedCall read(JsonNode root) {
    if (root.path("v").asInt() != VERSION) {
      throw new IllegalArgumentException(
          "version %s; this build reads %d".formatted(root.path("v"), VERSION));
    }
    Usage usage = usage(root);
    return new LoggedCall(
        text(root, "id"),
        instant(text(root, "at")),
        root.path("task").asText(),
        root.path("session").asText(),
        seen(root),
        choice(root.path("choice")),
        served(root.path("served")),
        completion(root.path("completion"), usage),
        root.has("cost_nano_usd")
            ? new Cost.Known(whole(root, "cost_nano_usd"))
            : new Cost.Unknown(root.path("cost_unknown_because").asText("not logged")),
        root.has("latency_nanos")
            ? new Latency.Measured(whole(root, "latency_nanos"), whole(root, "first_token_nanos"))
            : new Latency.Unmeasured());
  }

  private static LoggedCall.Seen seen(JsonNode root) {
    JsonNode node = root.path("features");
    LoggedCall.FeatureVector features =
        node.isMissingNode()
            ? LoggedCall.FeatureVector.NONE
            : new LoggedCall.FeatureVector(
                text(node, "schema"),
                node.path("bucket_bits").asInt(),
                integers(node.path("buckets")),
                integers(node.path("counters")));
    return root.has("prompt")
        ? new LoggedCall.Seen.Text(PromptJson.read(root.get("prompt")), features)
        : new LoggedCall.Seen.Withheld(text(root, "prompt_digest"), features);
  }

  private static LoggedCall.Choice choice(JsonNode node) {
    return new LoggedCall.Choice(
        node.path("policy").asText(),
        node.path("arm").asText(),
        node.path("acting").asBoolean(),
        text(node, "preferred"),
        text(node, "chosen"),
        node.path("propensity").asDouble(),
        node.path("reason").asText());
  }

  private static UsageRecord.Served served(JsonNode node) {
    return new UsageRecord.Served(
        text(node, "candidate"),
        text(node, "model"),
        node.path("provider").asText(),
        node.path("simulated").asBoolean());
  }

  private static Completion completion(JsonNode node, Usage usage) {
    String status = text(node, "status");
    String said = node.path("text").asText();
    return switch (status) {
      case "completed" ->
          new Completion.Completed(
              said, node.path("tool_calls").asText(), node.path("finish_reason").asText(), usage);
      case "refused" -> new Completion.Refused(said, usage);
      case "failed" ->
          new Completion.Failed(
              Fault.valueOf(text(node, "fault")), node.path("message").asText(), usage);
      case "withheld" -> new Completion.Unpublished(usage);
      default -> throw new IllegalArgumentException("completion status (%s)".formatted(status));
    };
  }

  private static Usage usage(JsonNode root) {
    JsonNode node = root.path("usage");
    return node.isMissingNode()
        ? new Usage.Unknown()
        : new Usage.Tokens(
            whole(node, "input"),
            whole(node, "cached_input"),
            whole(node, "output"),
            whole(node, "reasoning"),
            node.path("estimated").asBoolean());
  }

  private static List<Integer> integers(JsonNode array) {
    List<Integer> list = new ArrayList<>();
    array.forEach(number -> list.add(number.asInt()));
    return list;
  }

  private static long whole(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("%s in field \"%s\"".formatted(value, field));
    }
    return value.longValue();
  }

  private static String text(JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw new IllegalArgumentException(
          "%s in field \"%s\"".formatted(node.has(field) ? node.get(field) : "nothing", field));
    }
    return node.get(field).textValue();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException fault) {
      throw new IllegalArgumentException("\"%s\" in field \"at\"".formatted(text), fault);
    }
  }
}
