package org.yardmaster.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.price.Price;

/**
 * The report's JSON twin: every number of the page, unrounded, where the page's {@code data-key}
 * attributes (JSON pointers, RFC 6901) point.
 */
public final class ReportJson {
  /** Changes when a key changes its meaning. */
  public static final String FORMAT = "yardmaster-report/1";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReportJson() {}

  /** Indented JSON, ending in a line break. */
  public static String json(ReportInput input) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(input)) + "\n";
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A tree can always be written.", fault);
    }
  }

  /** The same as a tree. */
  public static ObjectNode tree(ReportInput input) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", FORMAT);
    node.put("runId", input.runId());
    node.put("generatedAt", input.generatedAt().toString());
    node.put("simulated", input.simulated());
    node.put("requestsPerMonth", input.requestsPerMonth());
    ArrayNode evaluations = node.putArray("evaluations");
    ArrayNode cards = node.putArray("cards");
    for (DatasetReport dataset : input.datasets()) {
      ObjectNode evaluation = EvaluationJson.of(dataset.evaluation());
      evaluation.set("derived", DerivedJson.of(dataset, input.requestsPerMonth()));
      ExtrasJson.addTo(evaluation, dataset.extras(), dataset.evaluation().simulated());
      evaluations.add(evaluation);
      dataset.card().ifPresent(card -> cards.add(card(card)));
    }
    ArrayNode prices = node.putArray("prices");
    input.prices().forEach(price -> prices.add(price(price)));
    ObjectNode provenance = node.putObject("provenance");
    input.provenance().forEach(provenance::put);
    ArrayNode commands = node.putArray("commands");
    for (ReportInput.Command command : input.commands()) {
      commands.addObject().put("label", command.label()).put("line", command.line());
    }
    return node;
  }

  private static ObjectNode card(DatasetCard card) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", card.id());
    node.put("title", card.title());
    node.put("source", card.source());
    node.put("licence", card.licence());
    node.put("evaluationOnly", card.evaluationOnly());
    node.put("goodFor", card.goodFor());
    ArrayNode contamination = node.putArray("contamination");
    card.contamination().forEach(contamination::add);
    ArrayNode defects = node.putArray("defects");
    card.defects().forEach(defects::add);
    node.put("splitRule", card.splitRule());
    return node;
  }

  private static ObjectNode price(Price price) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", price.model());
    node.put("inputUsdPerMillion", ReportTables.usd(price.inputNanoPerMillion()));
    node.put("cachedInputUsdPerMillion", ReportTables.usd(price.cachedInputNanoPerMillion()));
    node.put("outputUsdPerMillion", ReportTables.usd(price.outputNanoPerMillion()));
    node.put("requestUsd", ReportTables.usd(price.requestNano()));
    node.put("validFrom", price.validFrom().toString());
    node.put("source", price.source());
    return node;
  }
}
