package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yardmaster.data.ExpectedCall;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.CanonicalJson;

/**
 * The prompts of the leaderboard, one JSON object per line and one file per category: {@code id},
 * {@code question}, {@code function} (one definition or several).
 */
final class BfclPrompts {
  private static final String PREFIX = "gorilla_openfunctions_v1_test_";
  private static final String ENDING = ".json";
  private static final String RELEVANCE = "relevance";

  private BfclPrompts() {}

  /** All samples by id, in the order of the files. */
  static Map<String, Sample> read(Path folder, RowPolicy rows) {
    Map<String, Sample> samples = new LinkedHashMap<>();
    for (Path file : TextFiles.fileOrList(folder, ENDING)) {
      Map<String, JsonNode> gold = gold(folder.resolve("possible_answer"), file, rows);
      JsonFiles.lines(
          file,
          rows,
          row -> {
            Sample sample = sample(category(file, ENDING), row, gold);
            if (samples.putIfAbsent(sample.id(), sample) != null) {
              throw new BadRow("id %s again".formatted(sample.id()), "an id of its own");
            }
          });
    }
    return samples;
  }

  /** {@code simple} for {@code gorilla_openfunctions_v1_test_simple.json.gz}. */
  static String category(Path file, String ending) {
    String name = TextFiles.baseName(file, ending);
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }

  private static Map<String, JsonNode> gold(Path folder, Path prompts, RowPolicy rows) {
    Map<String, JsonNode> gold = new HashMap<>();
    TextFiles.find(folder, TextFiles.plainName(prompts))
        .ifPresent(
            file ->
                JsonFiles.lines(
                    file,
                    rows,
                    row -> gold.put(row.name("id"), row.object("ground_truth").value())));
    return gold;
  }

  private static Sample sample(String category, JsonRow row, Map<String, JsonNode> gold) {
    String id = row.name("id");
    String question = row.text("question");
    JsonNode functions = row.node("function");
    JsonNode tools =
        functions.isArray() ? functions : JsonNodeFactory.instance.arrayNode().add(functions);
    return new Sample(
        id,
        new Prompt(List.of(Message.user(question)), CanonicalJson.write(tools), Set.of()),
        target(category, id, tools, gold),
        category,
        PromptGroup.of(question),
        PublishedSplit.NONE,
        Map.of());
  }

  private static Target target(
      String category, String id, JsonNode tools, Map<String, JsonNode> gold) {
    if (category.equals(RELEVANCE)) {
      return new Target.Calls("[]");
    }
    return gold.containsKey(id)
        ? BfclCalls.target(gold.get(id), tools, language(category))
        : new Target.Labelled();
  }

  private static String language(String category) {
    return category.startsWith("java") ? category : ExpectedCall.PYTHON;
  }
}
