package org.yardmaster.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;

/**
 * The policy file's JSON twin. Everything is plain but the word weights: {@code usedBuckets} is
 * Base64 of one bit per bucket, {@code wordWeights} Base64 of the used buckets' weights, 16-bit
 * little-endian, one per head. Counter weights are {@code [bin][head]} under the counter's name.
 */
public final class YardJson {
  /** Value of the key {@code format}. */
  static final String FORMAT = "yardmaster-policy-1";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private YardJson() {}

  /** For people: indented. */
  public static String pretty(Policy policy) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(policy)) + "\n";
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A JSON tree can always be written.", fault);
    }
  }

  /** For programs: one line. */
  static String compact(Policy policy) {
    return tree(policy).toString();
  }

  private static ObjectNode tree(Policy policy) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    root.put("schema", FeatureSchema.VERSION)
        .put("bucketBits", policy.schema().bucketBits())
        .put("policyDigest", Origin.digest(policy))
        .put("simulated", policy.simulated())
        .put("proof", Proof.REPLAYED.words());
    ObjectNode provenance = root.putObject("provenance");
    policy.provenance().forEach(provenance::put);
    ObjectNode rule = root.putObject("rule").put("ownUsd", policy.rule().ownUsd());
    numbers(rule.putArray("scaleUsd"), policy.rule().scaleUsd());
    ArrayNode candidates = root.putArray("candidates");
    policy.candidates().forEach(candidate -> candidates.add(candidate(candidate)));
    ArrayNode tasks = root.putArray("tasks");
    policy.tasks().forEach(tasks::add);
    root.set("words", heads(policy.words()));
    root.set("tokens", heads(policy.tokens()));
    return root;
  }

  private static ObjectNode candidate(CandidateModel candidate) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", candidate.id())
            .put("provider", candidate.provider())
            .put("model", candidate.model())
            .put("simulated", candidate.simulated());
    node.putObject("price")
        .put("published", candidate.price().published())
        .put("inputNanoPerMillion", candidate.price().inputNanoPerMillion())
        .put("outputNanoPerMillion", candidate.price().outputNanoPerMillion())
        .put("requestNano", candidate.price().requestNano());
    node.putObject("calibration")
        .put("slope", candidate.calibration().slope())
        .put("intercept", candidate.calibration().intercept());
    node.set("inputTokens", line(candidate.inputTokens()));
    candidate.latencySeconds().ifPresent(seconds -> node.set("latencySeconds", line(seconds)));
    return node;
  }

  private static ObjectNode line(Line line) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("base", line.base())
        .put("slope", line.slope());
  }

  private static ObjectNode heads(Heads heads) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("heads", heads.heads());
    numbers(node.putArray("bias"), heads.bias());
    numbers(node.putArray("wordScale"), heads.wordScale());
    numbers(node.putArray("counterScale"), heads.counterScale());
    ObjectNode counters = node.putObject("counterWeights");
    for (Counter counter : Counter.values()) {
      ArrayNode bins = counters.putArray(counter.name());
      for (int bin = 0; bin < FeatureSchema.BINS; bin++) {
        ArrayNode row = bins.addArray();
        int from = (counter.ordinal() * FeatureSchema.BINS + bin) * heads.heads();
        for (int head = 0; head < heads.heads(); head++) {
          row.add(heads.counterWeights()[from + head]);
        }
      }
    }
    PackedWeights packed = PackedWeights.pack(heads.wordWeights(), heads.heads());
    return node.put("usedBuckets", packed.used()).put("wordWeights", packed.rows());
  }

  private static void numbers(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(value);
    }
  }
}
