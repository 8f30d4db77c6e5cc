package org.yardmaster.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a user's table means what, as a YAML file. Every value but {@code dataset},
 * {@code targetKind}, {@code qualityRange} and the keys of {@code candidates} is a column name.
 *
 * @param dataset id of the data set
 * @param prompt required; {@code system} puts a text before it
 * @param targetKind text, number or choice; what the {@code target} column holds
 * @param qualityRange lowest and highest native score; 0 and 1 when absent
 * @param outcome columns of the outcome in a table with one row per call
 * @param candidates in a table with one row per prompt: columns of the outcome per candidate id
 */
public record TableMapping(
    @Nullable String dataset,
    String prompt,
    @Nullable String system,
    @Nullable String id,
    @Nullable String task,
    @Nullable String group,
    @Nullable String split,
    @Nullable String time,
    @Nullable String target,
    @Nullable String targetKind,
    @Nullable List<Double> qualityRange,
    @Nullable OutcomeColumns outcome,
    @Nullable Map<String, OutcomeColumns> candidates) {

  /** Columns of one outcome; all may be absent but, in a row per call, the one of the model. */
  public record OutcomeColumns(
      @Nullable String candidate,
      @Nullable String quality,
      @Nullable String response,
      @Nullable String inputTokens,
      @Nullable String cachedInputTokens,
      @Nullable String outputTokens,
      @Nullable String reasoningTokens,
      @Nullable String costUsd,
      @Nullable String latencySeconds,
      @Nullable String trial) {}

  private static final List<String> TARGET_KINDS = List.of("text", "number", "choice");

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  /**
   * Reads a mapping file.
   *
   * @throws BadInputException when it is not one
   */
  public static TableMapping read(Path file) {
    @Nullable TableMapping mapping = parsed(file);
    if (mapping == null || isBlank(mapping.prompt())) {
      throw new BadInputException(file, "no key \"prompt\"", "prompt: COLUMN");
    }
    if (mapping.outcome() != null && isBlank(mapping.outcome().candidate())) {
      throw new BadInputException(file, "an outcome without candidate", "candidate: COLUMN");
    }
    if (mapping.candidates() != null
        && mapping.candidates().keySet().stream().anyMatch(String::isBlank)) {
      throw new BadInputException(file, "a candidate without name", "candidates: {NAME: …}");
    }
    mapping.range(file);
    mapping.requireTargetKind(file);
    return mapping;
  }

  private static @Nullable TableMapping parsed(Path file) {
    StringWriter yaml = new StringWriter();
    TextFiles.read(file, reader -> reader.transferTo(yaml));
    try {
      return MAPPER.readValue(yaml.toString(), TableMapping.class);
    } catch (JsonProcessingException fault) {
      throw new BadInputException(
          file,
          String.valueOf(fault.getOriginalMessage()),
          "a mapping, at least \"prompt: COLUMN\"");
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** The data set that the mapping names, if it does. */
  public Optional<String> datasetId() {
    return Optional.ofNullable(dataset);
  }

  /** What the target column holds: text, number or choice. */
  public String kind() {
    return targetKind == null ? "text" : targetKind;
  }

  /** Lowest native score. */
  public double lowest() {
    return qualityRange == null ? 0 : qualityRange.getFirst();
  }

  /** Highest native score. */
  public double highest() {
    return qualityRange == null ? 1 : qualityRange.getLast();
  }

  private void range(Path file) {
    if (qualityRange != null
        && (qualityRange.size() != 2 || !(qualityRange.getFirst() < qualityRange.getLast()))) {
      throw new BadInputException(file, "qualityRange " + qualityRange, "[LOWEST, HIGHEST]");
    }
  }

  private void requireTargetKind(Path file) {
    if (targetKind != null && !TARGET_KINDS.contains(targetKind)) {
      throw new BadInputException(
          file, "targetKind " + targetKind, String.join(", ", TARGET_KINDS));
    }
  }

  /** All outcome columns, by candidate id; the empty id stands for a row per call. */
  public Map<String, OutcomeColumns> outcomes() {
    Map<String, OutcomeColumns> all = new LinkedHashMap<>();
    if (outcome != null) {
      all.put("", outcome);
    }
    if (candidates != null) {
      all.putAll(candidates);
    }
    return all;
  }

  /** All columns that are named, each once; those of {@link #required} first. */
  public List<String> columns() {
    Stream<String> measured =
        outcomes().values().stream()
            .flatMap(
                columns ->
                    Stream.of(
                        columns.response(),
                        columns.inputTokens(),
                        columns.cachedInputTokens(),
                        columns.outputTokens(),
                        columns.reasoningTokens(),
                        columns.costUsd(),
                        columns.latencySeconds(),
                        columns.trial()));
    return named(Stream.concat(required().stream(), measured));
  }

  /** The columns that a CSV or Parquet file must have; others may be missing. */
  public List<String> required() {
    return named(
        Stream.concat(
            Stream.of(prompt, system, id, task, group, split, time, target),
            outcomes().values().stream()
                .flatMap(columns -> Stream.of(columns.candidate(), columns.quality()))));
  }

  private static List<String> named(Stream<@Nullable String> columns) {
    return columns.filter(name -> !isBlank(name)).map(String::valueOf).distinct().toList();
  }
}
