package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;

/**
 * agentgateway: a virtual model {@code auto} whose targets are chosen by CEL over the request. The
 * user messages are tested one by one; a tree was fitted on whole texts, so the two are the same
 * for prompts of one user message.
 */
final class AgentGatewayExport {
  private AgentGatewayExport() {}

  static ExportFile write(Policy policy, Rules.Tree tree, Map<String, String> origin) {
    ObjectNode root = GatewayFile.object();
    ObjectNode llm = root.putObject("llm");
    ArrayNode models = llm.putArray("models");
    for (CandidateModel candidate : policy.candidates()) {
      ObjectNode model =
          models
              .addObject()
              .put("name", candidate.id())
              .put("visibility", "internal")
              .put("provider", provider(candidate.provider()));
      model.putObject("params").put("model", candidate.model());
    }
    ObjectNode auto = llm.putArray("virtualModels").addObject().put("name", "auto");
    ArrayNode targets = auto.putObject("routing").putObject("conditional").putArray("targets");
    Map<Integer, List<String>> paths = new TreeMap<>();
    collect(tree.root(), List.of(), paths);
    int last = fallback(paths);
    paths.forEach(
        (candidate, conditions) -> {
          if (candidate != last) {
            targets
                .addObject()
                .put("when", String.join(" || ", conditions))
                .put("model", policy.candidates().get(candidate).id());
          }
        });
    targets.addObject().put("model", policy.candidates().get(last).id());
    return GatewayFile.yaml(origin, root);
  }

  /** agentgateway spells one provider its own way. */
  private static String provider(String name) {
    return name.equals("openai") ? "openAI" : name;
  }

  /** The candidate with the most paths needs no condition. */
  private static int fallback(Map<Integer, List<String>> paths) {
    int last = -1;
    for (Map.Entry<Integer, List<String>> entry : paths.entrySet()) {
      if (last < 0 || entry.getValue().size() > paths.getOrDefault(last, List.of()).size()) {
        last = entry.getKey();
      }
    }
    return last;
  }

  private static void collect(
      Rules.Node node, List<String> path, Map<Integer, List<String>> paths) {
    switch (node) {
      case Rules.Node.Leaf leaf ->
          paths
              .computeIfAbsent(leaf.outcome().choice(), choice -> new ArrayList<>())
              .add(
                  path.isEmpty()
                      ? "true"
                      : path.stream().collect(Collectors.joining(" && ", "(", ")")));
      case Rules.Node.Branch branch -> {
        String test = cel(branch.test());
        collect(branch.yes(), with(path, test), paths);
        collect(branch.no(), with(path, "!" + test), paths);
      }
    }
  }

  private static List<String> with(List<String> path, String condition) {
    List<String> longer = new ArrayList<>(path);
    longer.add(condition);
    return longer;
  }

  private static String cel(TextTest test) {
    String about =
        switch (test) {
          case TextTest.Word word -> "string(m.content).matches('%s')".formatted(word.expression());
          case TextTest.LongerThan longer ->
              "size(bytes(string(m.content))) > %d".formatted(longer.bytes());
        };
    return "llmRequest.messages.exists(m, m.role == 'user' && %s)".formatted(about);
  }
}
