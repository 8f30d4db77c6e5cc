package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;

/**
 * LiteLLM proxy: all candidates with their prices, fallbacks along the policy's ranking, and an
 * {@code auto} model with four tiers, which somebody or something must assign: a decision server
 * (System One, {@code /v1/systemone}), or LiteLLM itself from a {@link TierArtifact}.
 */
final class LiteLlmExport {
  private static final List<String> TIERS = List.of("SIMPLE", "MEDIUM", "COMPLEX", "REASONING");
  private static final double USD_PER_TOKEN = 1e-15;
  private static final int MOST_FALLBACKS = 3;

  private final Policy policy;
  private final Map<String, String> origin;

  LiteLlmExport(Policy policy, Map<String, String> origin) {
    this.policy = policy;
    this.origin = origin;
  }

  /**
   * The candidates of the four tiers: those that the policy ranks highest, the cheapest first; the
   * last one again where there are fewer than four.
   */
  static List<Integer> tiers(Policy policy, List<Integer> ranked) {
    List<Integer> best =
        ranked.stream()
            .limit(TIERS.size())
            .sorted(Comparator.comparingLong(index -> listPrice(policy.candidates().get(index))))
            .toList();
    return java.util.stream.IntStream.range(0, TIERS.size())
        .mapToObj(tier -> best.get(Math.min(tier, best.size() - 1)))
        .toList();
  }

  private static long listPrice(CandidateModel candidate) {
    return candidate.price().requestNano() + candidate.price().outputNanoPerMillion();
  }

  /** With a decision server as the judge of tiers. */
  ExportFile askingServer(List<Integer> ranked) {
    ObjectNode classifier = GatewayFile.object().put("classifier_type", "jev");
    classifier
        .putObject("jev_classifier_config")
        .put("api_base", "http://127.0.0.1:8080")
        .put("model", "yardmaster");
    return write(ranked, tiers(policy, ranked), classifier);
  }

  /** With counts, from which LiteLLM finds the first tier that succeeds often enough. */
  ExportFile countingSuccess(Rules.Tiers rules) {
    ObjectNode classifier = GatewayFile.object().put("classifier_type", "heuristic_v2");
    classifier.set("heuristic_v2_artifact", rules.artifact().json());
    return write(rules.ranked(), rules.candidates(), classifier);
  }

  private ExportFile write(List<Integer> ranked, List<Integer> tiers, ObjectNode classifier) {
    ObjectNode root = GatewayFile.object();
    ArrayNode models = root.putArray("model_list");
    policy.candidates().forEach(candidate -> addModel(models, candidate));
    addAuto(models, tiers, classifier);
    ObjectNode settings = root.putObject("router_settings");
    ArrayNode fallbacks = settings.putArray("fallbacks");
    for (int index : ranked) {
      ArrayNode next = fallbacks.addObject().putArray(id(index));
      ranked.stream()
          .filter(other -> other != index)
          .limit(MOST_FALLBACKS)
          .forEach(other -> next.add(id(other)));
    }
    settings
        .put("num_retries", 2)
        .put("allowed_fails", 3)
        .put("cooldown_time", 30)
        .put("enable_pre_call_checks", true);
    return GatewayFile.yaml(origin, root);
  }

  private String id(int candidate) {
    return policy.candidates().get(candidate).id();
  }

  private static void addModel(ArrayNode models, CandidateModel candidate) {
    ObjectNode parameters =
        models
            .addObject()
            .put("model_name", candidate.id())
            .putObject("litellm_params")
            .put("model", candidate.provider() + "/" + candidate.model());
    if (candidate.price().published()) {
      parameters
          .put("input_cost_per_token", candidate.price().inputNanoPerMillion() * USD_PER_TOKEN)
          .put("output_cost_per_token", candidate.price().outputNanoPerMillion() * USD_PER_TOKEN);
    }
  }

  private void addAuto(ArrayNode models, List<Integer> tiers, ObjectNode classifier) {
    ObjectNode parameters =
        models
            .addObject()
            .put("model_name", "auto")
            .putObject("litellm_params")
            .put("model", "auto_router/complexity_router")
            .put("complexity_router_default_model", id(tiers.getLast()));
    ObjectNode config = parameters.putObject("complexity_router_config");
    ObjectNode names = config.putObject("tiers");
    for (int tier = 0; tier < TIERS.size(); tier++) {
      names.put(TIERS.get(tier), id(tiers.get(tier)));
    }
    config.setAll(classifier);
  }
}
