package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;

/**
 * Portkey: conditions over {@code metadata.task}, which the caller sends; every task's target falls
 * back along the policy's ranking. Keys are the caller's affair ({@code x-portkey-virtual-key} or
 * {@code Authorization}). Portkey refuses unknown fields, so the origin lies in a file beside it.
 */
final class PortkeyExport {
  private static final int[] FALL_BACK_ON = {408, 429, 500, 502, 503, 504};

  private PortkeyExport() {}

  static ExportFile write(Policy policy, Rules.TaskTable table, int mostFallbacks) {
    ObjectNode root = GatewayFile.object();
    ObjectNode strategy = root.putObject("strategy").put("mode", "conditional");
    ArrayNode conditions = strategy.putArray("conditions");
    ArrayNode targets = root.putArray("targets");
    table
        .tasks()
        .forEach(
            (task, outcome) -> {
              ObjectNode condition = conditions.addObject();
              condition.putObject("query").putObject("metadata.task").put("$eq", task);
              condition.put("then", task);
              addTarget(targets, policy, task, outcome, mostFallbacks);
            });
    strategy.put("default", "otherwise");
    addTarget(targets, policy, "otherwise", table.otherwise(), mostFallbacks);
    return GatewayFile.json(root);
  }

  private static void addTarget(
      ArrayNode targets, Policy policy, String name, Rules.Outcome outcome, int mostFallbacks) {
    ObjectNode target = targets.addObject().put("name", name);
    ObjectNode strategy = target.putObject("strategy").put("mode", "fallback");
    ArrayNode codes = strategy.putArray("on_status_codes");
    for (int code : FALL_BACK_ON) {
      codes.add(code);
    }
    ArrayNode inner = target.putArray("targets");
    outcome.ranked().stream()
        .limit(1L + mostFallbacks)
        .map(policy.candidates()::get)
        .forEach(candidate -> addModel(inner, candidate));
  }

  private static void addModel(ArrayNode targets, CandidateModel candidate) {
    targets
        .addObject()
        .put("provider", candidate.provider())
        .putObject("override_params")
        .put("model", candidate.model());
  }
}
