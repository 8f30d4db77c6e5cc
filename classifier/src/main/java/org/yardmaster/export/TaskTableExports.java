package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;

/**
 * Gateways that match headers or whole requests: one rule per task, which the caller names in the
 * header {@value #HEADER} (or, for OpenRouter and TensorZero, by taking the entry of that name).
 */
final class TaskTableExports {
  static final String HEADER = "x-yardmaster-task";
  private static final String OTHERWISE = "otherwise";
  private static final int NANO_DIGITS = 9;

  private final Policy policy;
  private final Rules.TaskTable table;
  private final Map<String, String> origin;
  private final int mostModels;

  TaskTableExports(
      Policy policy, Rules.TaskTable table, Map<String, String> origin, int mostFallbacks) {
    this.policy = policy;
    this.table = table;
    this.origin = origin;
    this.mostModels = 1 + mostFallbacks;
  }

  /** Envoy AI Gateway: an AIGatewayRoute with a rule per header value; priorities are fallbacks. */
  ExportFile envoy() {
    ObjectNode root =
        GatewayFile.object()
            .put("apiVersion", "aigateway.envoyproxy.io/v1beta1")
            .put("kind", "AIGatewayRoute");
    root.putObject("metadata").put("name", "yardmaster");
    ObjectNode spec = root.putObject("spec");
    spec.putArray("parentRefs")
        .addObject()
        .put("name", "gateway")
        .put("kind", "Gateway")
        .put("group", "gateway.networking.k8s.io");
    ArrayNode rules = spec.putArray("rules");
    table.tasks().forEach((task, outcome) -> addEnvoyRule(rules, HEADER, task, outcome));
    addEnvoyRule(rules, "x-ai-eg-model", "auto", table.otherwise());
    return GatewayFile.yaml(origin, root);
  }

  private void addEnvoyRule(ArrayNode rules, String header, String value, Rules.Outcome outcome) {
    ObjectNode rule = rules.addObject();
    rule.putArray("matches")
        .addObject()
        .putArray("headers")
        .addObject()
        .put("type", "Exact")
        .put("name", header)
        .put("value", value);
    ArrayNode backends = rule.putArray("backendRefs");
    int priority = 0;
    for (CandidateModel candidate : models(outcome)) {
      backends
          .addObject()
          .put("name", candidate.provider())
          .put("modelNameOverride", candidate.model())
          .put("priority", priority++);
    }
  }

  /** Bifrost: routing rules in CEL over the header, with fallbacks; no room for the origin. */
  ExportFile bifrost() {
    ObjectNode root = GatewayFile.object();
    ArrayNode rules = root.putObject("governance").putArray("routing_rules");
    int priority = 0;
    for (Map.Entry<String, Rules.Outcome> entry : withOtherwise().entrySet()) {
      boolean last = entry.getKey().equals(OTHERWISE);
      List<CandidateModel> models = models(entry.getValue());
      ObjectNode rule =
          rules
              .addObject()
              .put("id", "yardmaster-" + priority)
              .put("name", entry.getKey())
              .put("enabled", true)
              .put(
                  "cel_expression",
                  last
                      ? "true"
                      : "headers[\"%s\"] == %s".formatted(HEADER, quoted(entry.getKey())));
      rule.putArray("targets")
          .addObject()
          .put("provider", models.getFirst().provider())
          .put("model", models.getFirst().model())
          .put("weight", 1);
      ArrayNode fallbacks = rule.putArray("fallbacks");
      models.stream().skip(1).forEach(model -> fallbacks.add(qualified(model)));
      rule.put("scope", "global").put("priority", priority++);
    }
    return GatewayFile.json(root);
  }

  /** OpenRouter: request fields per task, to be merged into the caller's request. */
  ExportFile openRouter() {
    ObjectNode root = GatewayFile.object();
    root.set("yardmaster", GatewayFile.facts(origin));
    ObjectNode requests = root.putObject("requests");
    withOtherwise()
        .forEach(
            (task, outcome) -> {
              ObjectNode request = requests.putObject(task);
              ArrayNode models = request.putArray("models");
              models(outcome).forEach(model -> models.add(qualified(model)));
              ObjectNode provider = request.putObject("provider").put("allow_fallbacks", true);
              addMaxPrice(provider, models(outcome));
            });
    return GatewayFile.json(root);
  }

  /**
   * The dearest list price among the ranked models, in USD per million tokens: nothing dearer may
   * serve. Decimal text, as OpenRouter's own client sends it.
   */
  private static void addMaxPrice(ObjectNode provider, List<CandidateModel> models) {
    if (models.stream().allMatch(model -> model.price().published())) {
      provider
          .putObject("max_price")
          .put("prompt", dearest(models, ListPrice::inputNanoPerMillion))
          .put("completion", dearest(models, ListPrice::outputNanoPerMillion));
    }
  }

  private static String dearest(List<CandidateModel> models, ToLongFunction<ListPrice> price) {
    long nano = models.stream().map(CandidateModel::price).mapToLong(price).max().orElse(0);
    return BigDecimal.valueOf(nano, NANO_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** TensorZero: a function per task, whose variants are the ranked models. */
  ExportFile tensorZero() {
    StringBuilder toml = new StringBuilder(GatewayFile.comment(origin));
    withOtherwise()
        .forEach(
            (task, outcome) -> {
              List<CandidateModel> models = models(outcome);
              String function = "functions.%s".formatted(quoted(task));
              toml.append("\n[%s]%ntype = \"chat\"%n".formatted(function));
              for (CandidateModel model : models) {
                toml.append(
                    "%n[%s.variants.%s]%ntype = \"chat_completion\"%nmodel = %s%n"
                        .formatted(
                            function,
                            quoted(model.id()),
                            quoted(model.provider() + "::" + model.model())));
              }
              List<String> variants = models.stream().map(one -> quoted(one.id())).toList();
              toml.append(
                  "%n[%s.experimentation]%ntype = \"static\"%ncandidate_variants = {%s = 1.0}%nfallback_variants = [%s]%n"
                      .formatted(
                          function,
                          variants.getFirst(),
                          String.join(", ", variants.subList(1, variants.size()))));
            });
    return ExportFile.only(toml.toString());
  }

  private Map<String, Rules.Outcome> withOtherwise() {
    Map<String, Rules.Outcome> all = new LinkedHashMap<>(table.tasks());
    all.put(OTHERWISE, table.otherwise());
    return all;
  }

  private List<CandidateModel> models(Rules.Outcome outcome) {
    return outcome.ranked().stream().limit(mostModels).map(policy.candidates()::get).toList();
  }

  private static String qualified(CandidateModel model) {
    return model.provider() + "/" + model.model();
  }

  /** JSON's spelling of a string, which TOML and CEL share. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
