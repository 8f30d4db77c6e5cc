package org.yardmaster.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;

/** Reads what {@link YardJson} writes. */
public final class YardJsonReader {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private YardJsonReader() {}

  /**
   * The policy again.
   *
   * @throws IllegalArgumentException when the text is not such a policy of this version
   */
  public static Policy read(String json) {
    JsonNode root = parse(json);
    String format = root.path("format").asText();
    String schema = root.path("schema").asText();
    if (!format.equals(YardJson.FORMAT) || !schema.equals(FeatureSchema.VERSION)) {
      throw new IllegalArgumentException(
          "Found format (%s) and schema (%s); expected %s and %s.\nMaybe export the policy again."
              .formatted(format, schema, YardJson.FORMAT, FeatureSchema.VERSION));
    }
    FeatureSchema features = new FeatureSchema(root.path("bucketBits").asInt());
    List<CandidateModel> candidates = new ArrayList<>();
    root.path("candidates").forEach(node -> candidates.add(candidate(node)));
    List<String> tasks = new ArrayList<>();
    root.path("tasks").forEach(node -> tasks.add(node.asText()));
    Map<String, String> provenance = new TreeMap<>();
    root.path("provenance")
        .properties()
        .forEach(fact -> provenance.put(fact.getKey(), fact.getValue().asText()));
    return new Policy(
        features,
        candidates,
        tasks,
        heads(root.path("words"), features.buckets()),
        heads(root.path("tokens"), 0),
        new WillingnessToPay(
            root.path("rule").path("ownUsd").asDouble(),
            numbers(root.path("rule").path("scaleUsd"))),
        provenance);
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(
          "Found no JSON (%s); expected an export of format yard-json."
              .formatted(fault.getOriginalMessage()),
          fault);
    }
  }

  private static CandidateModel candidate(JsonNode node) {
    JsonNode price = node.path("price");
    JsonNode calibration = node.path("calibration");
    return new CandidateModel(
        node.path("id").asText(),
        node.path("provider").asText(),
        node.path("model").asText(),
        node.path("simulated").asBoolean(),
        new ListPrice(
            price.path("published").asBoolean(),
            price.path("inputNanoPerMillion").asLong(),
            price.path("outputNanoPerMillion").asLong(),
            price.path("requestNano").asLong()),
        new Calibration(
            calibration.path("slope").asDouble(), calibration.path("intercept").asDouble()),
        line(node.path("inputTokens")),
        node.has("latencySeconds")
            ? Optional.of(line(node.path("latencySeconds")))
            : Optional.empty());
  }

  private static Line line(JsonNode node) {
    return new Line(node.path("base").asDouble(), node.path("slope").asDouble());
  }

  private static Heads heads(JsonNode node, int buckets) {
    int heads = node.path("heads").asInt();
    PackedWeights packed =
        new PackedWeights(node.path("usedBuckets").asText(), node.path("wordWeights").asText());
    short[] counterWeights = new short[FeatureSchema.counterFeatures() * heads];
    int at = 0;
    for (Counter counter : Counter.values()) {
      for (JsonNode bin : node.path("counterWeights").path(counter.name())) {
        for (JsonNode weight : bin) {
          counterWeights[at++] = (short) weight.asInt();
        }
      }
    }
    return new Heads(
        heads,
        packed.unpack(buckets, heads),
        counterWeights,
        numbers(node.path("wordScale")),
        numbers(node.path("counterScale")),
        numbers(node.path("bias")));
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = array.get(index).asDouble();
    }
    return values;
  }
}
