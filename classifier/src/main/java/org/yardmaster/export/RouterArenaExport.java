package org.yardmaster.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;

/**
 * A submission to RouterArena (arXiv 2510.00202): the router's configuration and its choice for
 * every prompt of their data file, in that file's order. Answers, costs and accuracies are null
 * until their programs fill them in.
 */
public final class RouterArenaExport {
  private static final String INDEX = "global index";

  private RouterArenaExport() {}

  /**
   * Decides every entry.
   *
   * @param router name of the submission, {@code [A-Za-z0-9._-]+}
   * @param data the array of RouterArena's {@code router_data.json} or {@code router_data_10.json}
   * @throws IllegalArgumentException naming the first entry without index or prompt
   */
  public static List<ExportFile> write(Policy policy, String router, JsonNode data) {
    if (!router.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "Router name (%s) must be of letters, digits, dots and hyphens.".formatted(router));
    }
    ObjectNode config = GatewayFile.object();
    ObjectNode parameters = config.putObject("pipeline_params").put("router_name", router);
    ArrayNode models = parameters.putArray("models");
    policy.candidates().forEach(candidate -> models.add(candidate.model()));
    return List.of(
        ExportFile.of("config/" + router + ".json", GatewayFile.pretty(config)),
        ExportFile.of(
            "predictions/" + router + ".json", GatewayFile.pretty(predictions(policy, data))),
        ExportFile.of("origin.json", GatewayFile.pretty(GatewayFile.facts(origin(policy)))));
  }

  private static Map<String, String> origin(Policy policy) {
    return Origin.of(policy, Proof.DOCUMENTED_ONLY);
  }

  private static ArrayNode predictions(Policy policy, JsonNode data) {
    if (!data.isArray() || data.isEmpty()) {
      throw new IllegalArgumentException(
          "Found no list of prompts; expected RouterArena's router_data.json or"
              + " router_data_10.json.");
    }
    Decider decider = new Decider(policy);
    ArrayNode predictions = GatewayFile.object().arrayNode();
    for (JsonNode entry : data) {
      JsonNode index = entry.path(INDEX);
      String prompt = prompt(entry);
      if (index.isMissingNode() || index.isNull() || prompt.isEmpty()) {
        throw new IllegalArgumentException(
            "Entry %d has no \"%s\" or no prompt.".formatted(predictions.size(), INDEX));
      }
      ObjectNode prediction = predictions.addObject();
      prediction.set(INDEX, index);
      prediction
          .put("prompt", prompt)
          .put(
              "prediction",
              policy.candidates().get(decider.choose(prompt, Constraints.NONE)).model())
          .putNull("generated_result")
          .putNull("cost")
          .putNull("accuracy");
    }
    return predictions;
  }

  /**
   * Their checker compares with {@code prompt_formatted} and, without that, with {@code prompt}.
   */
  private static String prompt(JsonNode entry) {
    String formatted = entry.path("prompt_formatted").asText("");
    return formatted.isEmpty() ? entry.path("prompt").asText("") : formatted;
  }
}
