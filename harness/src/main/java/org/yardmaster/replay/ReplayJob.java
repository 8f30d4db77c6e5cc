package org.yardmaster.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.provenance.CanonicalJson;

/**
 * A replay as one JSON document, for an engine in another process: what is to be done, who answers,
 * and at which prices. Keys are never in it: each process reads them from its own environment.
 *
 * @param candidates all that the spec names
 * @param prices of the candidates, where known
 * @param answering who answers
 * @param candidatesFile text of the YAML file with providers and limits; empty unless providers
 *     answer
 */
public record ReplayJob(
    ReplaySpec spec,
    List<Candidate> candidates,
    List<Price> prices,
    Answering answering,
    String candidatesFile) {

  /** Who answers. */
  public enum Answering {
    /** The behaviour model; it needs all samples in memory. */
    SIMULATED,
    /** Answers recorded before; they are held in memory. */
    RECORDED,
    /** Language models behind HTTP. */
    PROVIDERS
  }

  public ReplayJob {
    requireNonNull(spec, "spec is null");
    requireNonNull(answering, "answering is null");
    requireNonNull(candidatesFile, "candidatesFile is null");
    candidates = List.copyOf(candidates);
    prices = List.copyOf(prices);
  }

  /** As canonical JSON. */
  public String write() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode plan =
        root.putObject("spec")
            .put("dataset", spec.datasetId())
            .put("trials", spec.trials())
            .put("seed", spec.seed())
            .put("concurrency", spec.concurrency())
            .put("maxSpendNanoUsd", spec.maxSpendNanoUsd())
            .put("shuffle", spec.shuffle())
            .put("maxOutputTokens", spec.maxOutputTokens())
            .put("deadlineMillis", spec.deadline().toMillis());
    ArrayNode ids = plan.putArray("candidates");
    spec.candidateIds().forEach(ids::add);
    ArrayNode cast = root.putArray("candidates");
    candidates.forEach(candidate -> cast.add(CanonicalJson.MAPPER.valueToTree(candidate)));
    ArrayNode list = root.putArray("prices");
    prices.forEach(price -> write(list.addObject(), price));
    root.put("answering", answering.name()).put("candidatesFile", candidatesFile);
    return CanonicalJson.write(root);
  }

  private static void write(ObjectNode node, Price price) {
    node.put("model", price.model())
        .put("input", price.inputNanoPerMillion())
        .put("cachedInput", price.cachedInputNanoPerMillion())
        .put("output", price.outputNanoPerMillion())
        .put("request", price.requestNano())
        .put("validFrom", price.validFrom().toString())
        .put("source", price.source());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is not such JSON
   */
  public static ReplayJob read(String json) {
    JsonNode root = CanonicalJson.parse(json);
    List<Candidate> candidates = new ArrayList<>();
    root.path("candidates").forEach(node -> candidates.add(candidate(node)));
    List<Price> prices = new ArrayList<>();
    root.path("prices").forEach(node -> prices.add(price(node)));
    return new ReplayJob(
        spec(root.path("spec")),
        candidates,
        prices,
        Answering.valueOf(root.path("answering").asText()),
        root.path("candidatesFile").asText());
  }

  private static ReplaySpec spec(JsonNode node) {
    List<String> ids = new ArrayList<>();
    node.path("candidates").forEach(id -> ids.add(id.asText()));
    return new ReplaySpec(
        node.path("dataset").asText(),
        ids,
        node.path("trials").asInt(),
        node.path("seed").asLong(),
        node.path("concurrency").asInt(),
        node.path("maxSpendNanoUsd").asLong(),
        node.path("shuffle").asBoolean(),
        node.path("maxOutputTokens").asLong(),
        Duration.ofMillis(node.path("deadlineMillis").asLong()));
  }

  private static Candidate candidate(JsonNode node) {
    Map<String, String> parameters = new TreeMap<>();
    node.path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    return new Candidate(
        node.path("id").asText(),
        node.path("provider").asText(),
        node.path("model").asText(),
        parameters,
        node.path("simulated").asBoolean());
  }

  private static Price price(JsonNode node) {
    return new Price(
        node.path("model").asText(),
        node.path("input").asLong(),
        node.path("cachedInput").asLong(),
        node.path("output").asLong(),
        node.path("request").asLong(),
        LocalDate.parse(node.path("validFrom").asText()),
        node.path("source").asText());
  }
}
