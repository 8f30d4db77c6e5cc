package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;

/**
 * LiteLLM proxy: all candidates with their prices, fallbacks along the policy's ranking, and an
 * {@code auto} model that asks a decision server (System One, {@code /v1/systemone}) for the tier.
 * LiteLLM has four tiers; they are the four candidates that the policy ranks highest, the cheapest
 * first.
 */
final class LiteLlmExport {
  private static final List<String> TIERS = List.of("SIMPLE", "MEDIUM", "COMPLEX", "REASONING");
  private static final double USD_PER_TOKEN = 1e-15;

  private LiteLlmExport() {}

  static ExportFile write(
      Policy policy, Rules.TaskTable table, Map<String, String> origin, int mostFallbacks) {
    ObjectNode root = GatewayFile.object();
    ArrayNode models = root.putArray("model_list");
    policy.candidates().forEach(candidate -> addModel(models, candidate));
    addAuto(models, policy, table.otherwise().ranked());
    ObjectNode settings = root.putObject("router_settings");
    ArrayNode fallbacks = settings.putArray("fallbacks");
    List<Integer> ranked = table.otherwise().ranked();
    for (int index : ranked) {
      ArrayNode next = GatewayFile.object().arrayNode();
      ranked.stream()
          .filter(other -> other != index)
          .limit(mostFallbacks)
          .forEach(other -> next.add(policy.candidates().get(other).id()));
      fallbacks.addObject().set(policy.candidates().get(index).id(), next);
    }
    settings
        .put("num_retries", 2)
        .put("allowed_fails", 3)
        .put("cooldown_time", 30)
        .put("enable_pre_call_checks", true);
    return GatewayFile.yaml(origin, root);
  }

  private static void addModel(ArrayNode models, CandidateModel candidate) {
    ObjectNode entry = models.addObject().put("model_name", candidate.id());
    ObjectNode parameters =
        entry
            .putObject("litellm_params")
            .put("model", candidate.provider() + "/" + candidate.model());
    if (candidate.price().published()) {
      parameters
          .put("input_cost_per_token", candidate.price().inputNanoPerMillion() * USD_PER_TOKEN)
          .put("output_cost_per_token", candidate.price().outputNanoPerMillion() * USD_PER_TOKEN);
    }
  }

  private static void addAuto(ArrayNode models, Policy policy, List<Integer> ranked) {
    List<CandidateModel> best =
        ranked.stream()
            .limit(TIERS.size())
            .map(policy.candidates()::get)
            .sorted(
                java.util.Comparator.comparingLong(
                    candidate ->
                        candidate.price().requestNano() + candidate.price().outputNanoPerMillion()))
            .toList();
    ObjectNode parameters =
        models
            .addObject()
            .put("model_name", "auto")
            .putObject("litellm_params")
            .put("model", "auto_router/complexity_router")
            .put("complexity_router_default_model", best.getLast().id());
    ObjectNode config =
        parameters.putObject("complexity_router_config").put("classifier_type", "jev");
    ObjectNode tiers = config.putObject("tiers");
    for (int tier = 0; tier < TIERS.size(); tier++) {
      tiers.put(TIERS.get(tier), best.get(Math.min(tier, best.size() - 1)).id());
    }
    config
        .putObject("jev_classifier_config")
        .put("api_base", "http://127.0.0.1:8080")
        .put("model", "yardmaster");
  }
}
