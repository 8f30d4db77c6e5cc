package org.yardmaster.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yardmaster.provenance.CanonicalJson;

/**
 * {@link Sample} to one line of JSON and back. Required: {@code id}, {@code prompt}, {@code target}
 * (see {@link TargetJson}) and {@code task}. The prompt is a text, for a lone user message, or the
 * object of {@link PromptJson}. Absent, {@code groupId} is the id, {@code publishedSplit} is {@code
 * none} and there are no {@code labels}.
 */
public final class SampleJson {
  private static final Set<String> FIELDS =
      Set.of("id", "prompt", "target", "task", "groupId", "publishedSplit", "labels");

  private SampleJson() {}

  /** One line without a line feed. */
  public static String write(Sample sample) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("id", sample.id()).put("task", sample.task()).put("groupId", sample.groupId());
    String text = sample.prompt().messages().getFirst().text();
    if (sample.prompt().equals(Prompt.of(text))) {
      root.put("prompt", text);
    } else {
      root.set("prompt", CanonicalJson.parse(PromptJson.write(sample.prompt())));
    }
    root.set("target", TargetJson.node(sample.target()));
    root.put("publishedSplit", wireName(sample.publishedSplit()));
    ObjectNode labels = root.putObject("labels");
    sample.labels().forEach(labels::put);
    return CanonicalJson.write(root);
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException saying what was found and what was expected
   */
  public static Sample read(String line) {
    return read(CanonicalJson.parse(line));
  }

  /** Reads a sample from parsed JSON. */
  public static Sample read(JsonNode root) {
    JsonFields named = new JsonFields("Sample", root, FIELDS);
    String id = named.text("id");
    JsonFields fields = new JsonFields("Sample (%s)".formatted(id), root, FIELDS);
    return new Sample(
        id,
        prompt(fields),
        TargetJson.read(fields.node("target")),
        fields.text("task"),
        fields.has("groupId") ? fields.text("groupId") : id,
        fields.has("publishedSplit") ? publishedSplit(fields) : PublishedSplit.NONE,
        fields.has("labels") ? labels(fields) : Map.of());
  }

  private static Prompt prompt(JsonFields fields) {
    JsonNode prompt = fields.node("prompt");
    if (prompt.isTextual()) {
      return Prompt.of(prompt.textValue());
    }
    if (!prompt.path("messages").isArray()) {
      throw fields.fault("prompt (%s)".formatted(prompt), "a text or an object with messages");
    }
    return PromptJson.read(prompt);
  }

  private static PublishedSplit publishedSplit(JsonFields fields) {
    String found = fields.text("publishedSplit");
    return Arrays.stream(PublishedSplit.values())
        .filter(split -> wireName(split).equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                fields.fault(
                    "publishedSplit (%s)".formatted(found), "train, validation, test or none"));
  }

  private static Map<String, String> labels(JsonFields fields) {
    JsonNode object = fields.node("labels");
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> label : object.properties()) {
      if (!label.getValue().isTextual()) {
        throw fields.fault("label (%s)".formatted(label), "a text");
      }
      labels.put(label.getKey(), label.getValue().textValue());
    }
    if (!object.isObject()) {
      throw fields.fault("labels (%s)".formatted(object), "an object of texts");
    }
    return labels;
  }

  private static String wireName(PublishedSplit split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}
