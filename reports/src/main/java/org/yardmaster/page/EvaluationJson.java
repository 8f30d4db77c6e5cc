package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.stats.Estimate;

/**
 * One evaluation as JSON, unrounded: what {@code evaluate --json} prints and what the report's twin
 * holds. Intervals stand beside their values under {@code <key>Interval}; shares are in [0, 1].
 */
public final class EvaluationJson {
  private EvaluationJson() {}

  public static ObjectNode of(Evaluation evaluation) {
    Wording words = new Wording(evaluation.simulated());
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("dataset", evaluation.dataset());
    node.put("design", evaluation.design());
    node.put("prompts", evaluation.prompts());
    JsonNumbers.put(node, "coverage", evaluation.coverage());
    node.put("simulated", evaluation.simulated());
    node.put("reference", evaluation.reference());
    JsonNumbers.put(node, "margin", evaluation.margin());
    node.put("mainPolicy", evaluation.mainPolicy());
    node.put("verdict", evaluation.verdict().id());
    node.put("verdictSentence", evaluation.verdictSentence());
    ArrayNode candidates = node.putArray("candidates");
    evaluation.candidates().forEach(result -> candidates.add(candidate(result)));
    ArrayNode policies = node.putArray("policies");
    evaluation.policies().forEach(result -> policies.add(policy(result, words)));
    ArrayNode curves = node.putArray("curves");
    evaluation.curves().forEach(curve -> curves.add(curve(curve)));
    ArrayNode tasks = node.putArray("tasks");
    evaluation.tasks().forEach(result -> tasks.add(task(result)));
    ArrayNode notes = node.putArray("notes");
    evaluation.notes().forEach(notes::add);
    addIntervals(node.putArray("intervals"), evaluation);
    return node;
  }

  private static ObjectNode candidate(CandidateResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", result.id());
    node.put("simulated", result.simulated());
    JsonNumbers.put(node, "quality", result.quality());
    JsonNumbers.putEstimate(node, "usdPer1k", result.usdPer1k());
    JsonNumbers.put(node, "p50Seconds", result.p50Seconds());
    JsonNumbers.put(node, "p95Seconds", result.p95Seconds());
    JsonNumbers.put(node, "coverage", result.coverage());
    return node;
  }

  private static ObjectNode policy(PolicyResult result, Wording words) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", result.id());
    node.put("kind", result.kind().name().toLowerCase(Locale.ROOT));
    JsonNumbers.put(node, "quality", result.quality());
    JsonNumbers.put(node, "qualityDifference", result.qualityDifference());
    JsonNumbers.putEstimate(node, "usdPer1k", result.usdPer1k());
    JsonNumbers.putEstimate(node, words.reductionKey(), result.saving());
    JsonNumbers.putEstimate(node, "apgr", result.apgr());
    JsonNumbers.put(node, "p50Seconds", result.p50Seconds());
    JsonNumbers.put(node, "p95Seconds", result.p95Seconds());
    JsonNumbers.add(node.putArray("shares"), result.shares());
    node.put("note", result.note());
    return node;
  }

  private static ObjectNode curve(CostQualityCurve curve) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", curve.id());
    node.put("kind", curve.kind().name().toLowerCase(Locale.ROOT));
    ArrayNode points = node.putArray("points");
    for (CurvePoint point : curve.points()) {
      ObjectNode spot = points.addObject();
      JsonNumbers.put(spot, "usdPer1k", point.usdPer1k());
      JsonNumbers.put(spot, "quality", point.quality());
    }
    return node;
  }

  private static ObjectNode task(TaskResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("task", result.task());
    node.put("prompts", result.prompts());
    JsonNumbers.add(node.putArray("quality"), result.quality());
    JsonNumbers.add(node.putArray("usdPer1k"), result.usdPer1k());
    JsonNumbers.put(node, "policyQuality", result.policyQuality());
    JsonNumbers.add(node.putArray("policyShares"), result.policyShares());
    return node;
  }

  private static void addIntervals(ArrayNode array, Evaluation evaluation) {
    for (Basis basis : bases(evaluation)) {
      ObjectNode node = array.addObject();
      node.put("confidence", basis.confidence());
      node.put("n", basis.n());
      node.put("method", basis.method());
    }
  }

  /** How an interval was made. */
  record Basis(double confidence, int n, String method) {}

  /** How the intervals were made: each distinct basis once. */
  static List<Basis> bases(Evaluation evaluation) {
    return estimates(evaluation)
        .map(estimate -> new Basis(estimate.confidence(), estimate.n(), estimate.method()))
        .distinct()
        .toList();
  }

  private static Stream<Estimate> estimates(Evaluation evaluation) {
    Stream<Estimate> policies =
        evaluation.policies().stream()
            .flatMap(
                policy ->
                    Stream.of(
                            Stream.of(policy.quality(), policy.qualityDifference()),
                            policy.usdPer1k().stream(),
                            policy.saving().stream(),
                            policy.apgr().stream())
                        .flatMap(part -> part));
    Stream<Estimate> candidates =
        evaluation.candidates().stream()
            .flatMap(
                candidate ->
                    Stream.concat(Stream.of(candidate.quality()), candidate.usdPer1k().stream()));
    return Stream.concat(policies, candidates);
  }
}
