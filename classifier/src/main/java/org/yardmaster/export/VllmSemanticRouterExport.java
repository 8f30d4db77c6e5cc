package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yardmaster.decide.Policy;

/**
 * vLLM Semantic Router, configuration v0.3: words become keyword signals, lengths a projection over
 * the text's bytes, every leaf of the tree a decision.
 */
final class VllmSemanticRouterExport {
  private final Policy policy;
  private final ObjectNode root = GatewayFile.object().put("version", "v0.3");
  private final ArrayNode decisions;
  private int leaves;

  private VllmSemanticRouterExport(Policy policy, Rules.Tree tree) {
    this.policy = policy;
    ObjectNode routing = root.putObject("routing");
    Set<String> words = new TreeSet<>();
    Set<Integer> lengths = new TreeSet<>();
    collect(tree.root(), words, lengths);
    ObjectNode signals = routing.putObject("signals");
    ArrayNode keywords = signals.putArray("keywords");
    for (String word : words) {
      ObjectNode signal =
          keywords
              .addObject()
              .put("name", "word_" + word)
              .put("operator", "OR")
              .put("method", "regex");
      signal.putArray("keywords").add(new TextTest.Word(word).expression());
      signal.put("case_sensitive", true);
    }
    if (!lengths.isEmpty()) {
      addLengths(signals, routing.putObject("projections"), lengths);
    }
    this.decisions = routing.putArray("decisions");
  }

  static ExportFile write(Policy policy, Rules.Tree tree, Map<String, String> origin) {
    VllmSemanticRouterExport export = new VllmSemanticRouterExport(policy, tree);
    export.addDecisions(tree.root(), List.of());
    return GatewayFile.yaml(origin, export.root);
  }

  private static void addLengths(ObjectNode signals, ObjectNode projections, Set<Integer> lengths) {
    ObjectNode feature =
        signals.putArray("structure").addObject().put("name", "text_bytes").putObject("feature");
    feature.put("type", "count").putObject("source").put("type", "text_bytes");
    ObjectNode score =
        projections
            .putArray("scores")
            .addObject()
            .put("name", "bytes")
            .put("method", "weighted_sum");
    score
        .putArray("inputs")
        .addObject()
        .put("type", "structure")
        .put("name", "text_bytes")
        .put("weight", 1)
        .put("value_source", "raw");
    ArrayNode mappings = projections.putArray("mappings");
    for (int bytes : lengths) {
      ObjectNode mapping =
          mappings
              .addObject()
              .put("name", "length_" + bytes)
              .put("source", "bytes")
              .put("method", "threshold_bands");
      ArrayNode outputs = mapping.putArray("outputs");
      outputs.addObject().put("name", "longer_than_" + bytes).put("gt", bytes);
      outputs.addObject().put("name", "at_most_" + bytes).put("lte", bytes);
    }
  }

  private static void collect(Rules.Node node, Set<String> words, Set<Integer> lengths) {
    if (node instanceof Rules.Node.Branch branch) {
      switch (branch.test()) {
        case TextTest.Word word -> words.add(word.word());
        case TextTest.LongerThan longer -> lengths.add(longer.bytes());
      }
      collect(branch.yes(), words, lengths);
      collect(branch.no(), words, lengths);
    }
  }

  private void addDecisions(Rules.Node node, List<ObjectNode> path) {
    switch (node) {
      case Rules.Node.Leaf leaf -> {
        ObjectNode decision =
            decisions.addObject().put("name", "rule_" + ++leaves).put("priority", 10);
        ObjectNode rules = decision.putObject("rules").put("operator", "AND");
        ArrayNode conditions = rules.putArray("conditions");
        path.forEach(conditions::add);
        decision
            .putArray("modelRefs")
            .addObject()
            .put("model", policy.candidates().get(leaf.outcome().choice()).id())
            .put("use_reasoning", false);
      }
      case Rules.Node.Branch branch -> {
        addDecisions(branch.yes(), with(path, condition(branch.test(), true)));
        addDecisions(branch.no(), with(path, condition(branch.test(), false)));
      }
    }
  }

  private static List<ObjectNode> with(List<ObjectNode> path, ObjectNode condition) {
    List<ObjectNode> longer = new ArrayList<>(path);
    longer.add(condition);
    return longer;
  }

  private static ObjectNode condition(TextTest test, boolean holds) {
    return switch (test) {
      case TextTest.LongerThan longer ->
          GatewayFile.object()
              .put("type", "projection")
              .put("name", (holds ? "longer_than_" : "at_most_") + longer.bytes());
      case TextTest.Word word -> {
        ObjectNode keyword =
            GatewayFile.object().put("type", "keyword").put("name", "word_" + word.word());
        if (holds) {
          yield keyword;
        }
        ObjectNode not = GatewayFile.object().put("operator", "NOT");
        not.putArray("conditions").add(keyword);
        yield not;
      }
    };
  }
}
