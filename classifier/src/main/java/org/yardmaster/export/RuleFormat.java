package org.yardmaster.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;

/** The formats that hold rules only: a policy is distilled into them, and loses something. */
public enum RuleFormat {
  AGENTGATEWAY(
      "agentgateway",
      Form.TEXT_TREE,
      "config.yaml",
      Proof.DOCUMENTED_ONLY,
      "virtual model with CEL"),
  VLLM_SR(
      "vllm-sr",
      Form.TEXT_TREE,
      "config.yaml",
      Proof.DOCUMENTED_ONLY,
      "vLLM Semantic Router v0.3: signals, projections, decisions"),
  PORTKEY(
      "portkey",
      Form.TASK_TABLE,
      "config.json",
      Proof.REPLAYED,
      "conditional targets over metadata.task, with fallbacks"),
  ENVOY_AI_GATEWAY(
      "envoy-ai-gateway",
      Form.TASK_TABLE,
      "route.yaml",
      Proof.DOCUMENTED_ONLY,
      "AIGatewayRoute by header, with priorities"),
  BIFROST(
      "bifrost",
      Form.TASK_TABLE,
      "config.json",
      Proof.DOCUMENTED_ONLY,
      "routing rules over a header, with fallbacks"),
  OPENROUTER(
      "openrouter",
      Form.TASK_TABLE,
      "requests.json",
      Proof.SCHEMA_VALID,
      "request fields per task: ranked models, max_price"),
  TENSORZERO(
      "tensorzero",
      Form.TASK_TABLE,
      "tensorzero.toml",
      Proof.DOCUMENTED_ONLY,
      "a function per task, ranked variants"),
  LITELLM(
      "litellm",
      Form.TASK_TABLE,
      "config.yaml",
      Proof.DOCUMENTED_ONLY,
      "prices, fallbacks, and an auto model that asks a decision server"),
  LITELLM_TIERS(
      "litellm-tiers",
      Form.COHORT_TIERS,
      "config.yaml",
      Proof.DOCUMENTED_ONLY,
      "the same, and an auto model that is trained: heuristic_v2_artifact (needs --cohorts)");

  /** What the rules may look at. */
  public enum Form {
    /** The text, by words and length. */
    TEXT_TREE,
    /** The name of the task, which the caller gives. */
    TASK_TABLE,
    /** What LiteLLM's own program takes the text for. */
    COHORT_TIERS
  }

  private static final int MOST_FALLBACKS = 3;

  private final String id;
  private final Form form;
  private final String fileName;
  private final Proof proof;
  private final String description;

  RuleFormat(String id, Form form, String fileName, Proof proof, String description) {
    this.id = id;
    this.form = form;
    this.fileName = fileName;
    this.proof = proof;
    this.description = description;
  }

  /** As on the command line. */
  public String id() {
    return id;
  }

  public Form form() {
    return form;
  }

  public Proof proof() {
    return proof;
  }

  /** What it is, in a few words. */
  public String description() {
    return description;
  }

  /**
   * Fits the rules that this format can hold, without looking at outcomes but for {@link
   * Form#COHORT_TIERS}, whose rules are counts of them.
   *
   * @param table prompts to fit on
   * @param mostRules of a tree
   * @param cohorts by sample id; for {@link Form#COHORT_TIERS} only
   */
  public Rules distil(
      Policy policy, OutcomeTable table, int mostRules, Map<String, Cohort> cohorts) {
    Distiller distiller = new Distiller(policy, table.samples());
    return switch (form) {
      case TEXT_TREE -> distiller.tree(mostRules);
      case TASK_TABLE -> distiller.taskTable();
      case COHORT_TIERS -> new TierFit(policy, table, cohorts).fit(distiller);
    };
  }

  /**
   * The configuration and, beside it, its origin.
   *
   * @param rules of this format's form
   * @param loss what the rules lose against the policy, in one sentence
   */
  public List<ExportFile> write(Policy policy, Rules rules, String loss) {
    Map<String, String> origin = new TreeMap<>(Origin.of(policy, proof));
    origin.put("distillation", loss);
    ExportFile config =
        switch (rules) {
          case Rules.Tree tree -> write(policy, tree, origin);
          case Rules.TaskTable table -> write(policy, table, origin);
          case Rules.Tiers tiers -> new LiteLlmExport(policy, origin).countingSuccess(tiers);
        };
    return List.of(
        new ExportFile(fileName, config.bytes()),
        ExportFile.of("origin.json", GatewayFile.pretty(GatewayFile.facts(origin))));
  }

  private ExportFile write(Policy policy, Rules.Tree tree, Map<String, String> origin) {
    return switch (this) {
      case AGENTGATEWAY -> AgentGatewayExport.write(policy, tree, origin);
      case VLLM_SR -> VllmSemanticRouterExport.write(policy, tree, origin);
      case PORTKEY, ENVOY_AI_GATEWAY, BIFROST, OPENROUTER, TENSORZERO, LITELLM, LITELLM_TIERS ->
          throw wrongForm();
    };
  }

  private ExportFile write(Policy policy, Rules.TaskTable table, Map<String, String> origin) {
    TaskTableExports exports = new TaskTableExports(policy, table, origin, MOST_FALLBACKS);
    return switch (this) {
      case PORTKEY -> PortkeyExport.write(policy, table, MOST_FALLBACKS);
      case ENVOY_AI_GATEWAY -> exports.envoy();
      case BIFROST -> exports.bifrost();
      case OPENROUTER -> exports.openRouter();
      case TENSORZERO -> exports.tensorZero();
      case LITELLM -> new LiteLlmExport(policy, origin).askingServer(table.otherwise().ranked());
      case AGENTGATEWAY, VLLM_SR, LITELLM_TIERS -> throw wrongForm();
    };
  }

  private IllegalArgumentException wrongForm() {
    return new IllegalArgumentException("Format %s holds rules of form %s.".formatted(id, form));
  }
}
