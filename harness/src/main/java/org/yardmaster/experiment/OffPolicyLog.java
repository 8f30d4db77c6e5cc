package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.offpolicy.LoggedChoices;
import org.yardmaster.evaluate.offpolicy.OffPolicyEstimate;
import org.yardmaster.load.BadInputException;
import org.yardmaster.provenance.CanonicalJson;

/**
 * A gateway's log of random choices, one JSON object per line.
 *
 * @param choices what was done, and what the policy in question would do
 * @param modelLogged a reward model's expectation of the logged choice per call; empty without
 *     model
 * @param modelTarget its expectation under the policy in question per call; empty without model
 */
public record OffPolicyLog(LoggedChoices choices, double[] modelLogged, double[] modelTarget) {

  record Call(
      String group,
      double reward,
      double propensity,
      double target,
      boolean modelled,
      double modelLogged,
      double modelTarget) {}

  /**
   * Reads a log.
   *
   * @throws BadInputException naming file and line of what cannot be used
   */
  public static OffPolicyLog read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file, "no file", "a log with one JSON object per line");
    }
    List<Call> calls = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        calls.add(call("%s, line %d".formatted(file, number), number, line));
      }
    }
    if (calls.isEmpty()) {
      throw new BadInputException(file, "an empty log", "one JSON object per call");
    }
    long modelled = calls.stream().filter(Call::modelled).count();
    if (modelled != 0 && modelled != calls.size()) {
      throw new BadInputException(
          file,
          "a reward model's expectations for %d of %d calls".formatted(modelled, calls.size()),
          "expectations for all calls or for none");
    }
    return of(calls, modelled > 0);
  }

  static OffPolicyLog of(List<Call> calls, boolean modelled) {
    Map<String, Integer> groups = new HashMap<>();
    int[] groupOf =
        calls.stream()
            .mapToInt(call -> groups.computeIfAbsent(call.group(), id -> groups.size()))
            .toArray();
    return new OffPolicyLog(
        new LoggedChoices(
            calls.stream().mapToDouble(Call::reward).toArray(),
            calls.stream().mapToDouble(Call::propensity).toArray(),
            calls.stream().mapToDouble(Call::target).toArray(),
            groupOf,
            groups.size()),
        modelled ? calls.stream().mapToDouble(Call::modelLogged).toArray() : new double[0],
        modelled ? calls.stream().mapToDouble(Call::modelTarget).toArray() : new double[0]);
  }

  private static Call call(String place, int number, String line) {
    JsonNode node = parse(place, line);
    boolean modelled = node.has("model_logged") || node.has("model_target");
    return new Call(
        node.has("group") ? "group " + node.get("group").asText() : "line " + number,
        number(place, node, "reward"),
        probability(place, node, "propensity"),
        target(place, node),
        modelled,
        modelled ? number(place, node, "model_logged") : 0,
        modelled ? number(place, node, "model_target") : 0);
  }

  private static JsonNode parse(String place, String line) {
    try {
      JsonNode node = CanonicalJson.parse(line);
      if (node.isObject()) {
        return node;
      }
    } catch (IllegalArgumentException fault) {
      throw new BadInputException("%s: %s".formatted(place, fault.getMessage()));
    }
    throw new BadInputException(
        "%s: found no JSON object; expected one per line.".formatted(place));
  }

  /** Stated, or 1 and 0 for a policy that would surely choose one candidate. */
  private static double target(String place, JsonNode node) {
    if (node.has("target_probability")) {
      return probability(place, node, "target_probability");
    }
    if (node.path("policy").isTextual() && node.path("candidate").isTextual()) {
      return node.get("policy").asText().equals(node.get("candidate").asText()) ? 1 : 0;
    }
    throw new BadInputException(
        "%s: found neither \"target_probability\" nor \"policy\" with \"candidate\"; expected how likely the policy in question chooses the logged candidate, or which candidate it chooses."
            .formatted(place));
  }

  private static double probability(String place, JsonNode node, String key) {
    double value = number(place, node, key);
    boolean possible = value >= 0 && value <= 1 && (value > 0 || !key.equals("propensity"));
    if (!possible) {
      throw new BadInputException(
          "%s: found \"%s\" of %s; expected a probability in %s."
              .formatted(place, key, value, key.equals("propensity") ? "(0, 1]" : "[0, 1]"));
    }
    return value;
  }

  private static double number(String place, JsonNode node, String key) {
    if (!node.path(key).isNumber()) {
      throw new BadInputException(
          "%s: found %s for \"%s\"; expected a number."
              .formatted(place, node.has(key) ? node.get(key).toString() : "nothing", key));
    }
    return node.get(key).asDouble();
  }

  /** Whether the doubly robust estimate uses a model. */
  public boolean modelled() {
    return modelLogged.length > 0;
  }

  /** Judges the policy in question. */
  public OffPolicyEstimate estimate(EvaluationSpec spec) {
    return modelled()
        ? OffPolicyEstimate.of(
            choices, modelLogged, modelTarget, spec.replicates(), spec.seed(), spec.confidence())
        : OffPolicyEstimate.of(choices, spec.replicates(), spec.seed(), spec.confidence());
  }
}
