package org.yardmaster.load;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The prompts that RouteLLM's published figures leave out because their routers saw near copies in
 * training.
 *
 * @param keep true when they are to be imported all the same, labelled
 */
record Contamination(Set<String> prompts, boolean keep) {
  private static final String FILE = "contaminated_prompts.jsonl";
  private static final Map<String, String> LABEL = Map.of(Labels.CONTAMINATED, "true");

  Contamination {
    prompts = Set.copyOf(prompts);
  }

  /** Reads the list beside the results: without it nobody can tell what to leave out. */
  static Contamination read(Path folder, boolean keep) {
    Set<String> prompts = new HashSet<>();
    JsonFiles.lines(
        TextFiles.require(folder, FILE),
        RowPolicy.strict(),
        row -> prompts.add(row.text("eval_prompt")));
    return new Contamination(prompts, keep);
  }

  boolean leavesOut(String prompt) {
    return !keep && prompts.contains(prompt);
  }

  Map<String, String> labels(String prompt) {
    return prompts.contains(prompt) ? LABEL : Map.of();
  }
}
