package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.store.EvaluationStore.Recorded;

/**
 * Two recorded evaluations side by side.
 *
 * @param differences what differs in inputs, settings and verdict
 * @param prompts that both judged
 * @param policies the two policies on those prompts; empty when the choices cannot be compared
 * @param sentence what differs and whether it matters, or why that cannot be said
 */
public record RunComparison(
    Recorded first,
    Recorded second,
    List<Difference> differences,
    int prompts,
    Optional<PolicyComparison> policies,
    String sentence) {
  private static final int SHOWN_DIGITS = 12;

  /** One fact that differs; {@code -} where a run lacks it. */
  public record Difference(String fact, String first, String second) {}

  /** Compares on the outcomes that the data set has now. */
  public static RunComparison of(Lab lab, Recorded first, Recorded second, EvaluationSpec spec) {
    List<Difference> differences = differences(first, second);
    if (!first.datasetId().equals(second.datasetId())) {
      return without(
          first,
          second,
          differences,
          "The runs judged different data sets (%s and %s): their figures cannot be compared."
              .formatted(first.datasetId(), second.datasetId()));
    }
    if (first.choices().isEmpty() || second.choices().isEmpty()) {
      return without(
          first,
          second,
          differences,
          "Run %s holds no choices per prompt, so the policies cannot be compared. Maybe evaluate again with this version."
              .formatted(shown(first.choices().isEmpty() ? first : second)));
    }
    OutcomeTable table = common(lab.table(first.datasetId()), first, second);
    if (table.sampleCount() == 0) {
      return without(first, second, differences, "The runs have no judged prompt in common.");
    }
    PolicyComparison found =
        PolicyComparison.of(table, policy(table, first), policy(table, second), spec);
    String sentence =
        found.moved().orElse(1.0) == 0
            ? "Both runs chose the same candidate for each of the %d prompts that both judged: nothing differs that matters."
                .formatted(table.sampleCount())
            : found.sentence();
    return new RunComparison(
        first, second, differences, table.sampleCount(), Optional.of(found), sentence);
  }

  private static RunComparison without(
      Recorded first, Recorded second, List<Difference> differences, String sentence) {
    return new RunComparison(first, second, differences, 0, Optional.empty(), sentence);
  }

  /** Enough of a run's id to tell it from others. */
  public static String shown(Recorded run) {
    return run.id().substring(0, SHOWN_DIGITS);
  }

  private static List<Difference> differences(Recorded first, Recorded second) {
    Map<String, String> before = facts(first);
    Map<String, String> after = facts(second);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String one = before.getOrDefault(name, "-");
      String other = after.getOrDefault(name, "-");
      if (!one.equals(other)) {
        differences.add(new Difference(name, one, other));
      }
    }
    return differences;
  }

  private static Map<String, String> facts(Recorded run) {
    Map<String, String> facts = new TreeMap<>();
    CanonicalJson.parse(run.provenanceJson())
        .properties()
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
    JsonNode evaluation = CanonicalJson.parse(run.json());
    for (String key : List.of("dataset", "design", "prompts", "reference", "verdict")) {
      facts.put(key, evaluation.path(key).asText());
    }
    return facts;
  }

  /** The prompts that both judged, with the candidates that either chose. */
  private static OutcomeTable common(OutcomeTable table, Recorded first, Recorded second) {
    TreeSet<String> used = new TreeSet<>(first.choices().values());
    used.addAll(second.choices().values());
    int[] rows =
        IntStream.range(0, table.sampleCount())
            .filter(
                row -> {
                  Sample sample = table.samples().get(row);
                  return first.choices().containsKey(sample.id())
                      && second.choices().containsKey(sample.id());
                })
            .toArray();
    return Selection.candidates(table, List.copyOf(used)).rows(rows).completeRows();
  }

  private static JudgedPolicy policy(OutcomeTable table, Recorded run) {
    int[] choice =
        table.samples().stream()
            .mapToInt(sample -> table.candidateIndex(run.choices().getOrDefault(sample.id(), "")))
            .toArray();
    return new JudgedPolicy(shown(run), PolicyKind.LEARNED, new Assignment.Fixed(choice), "");
  }
}
