package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.DatasetUnion;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.store.EvaluationStore.Choice;
import org.yardmaster.store.EvaluationStore.Recorded;

/**
 * Two recorded evaluations side by side.
 *
 * @param differences what differs in inputs, settings and results
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
  private static final List<String> RESULTS =
      List.of("dataset", "design", "prompts", "reference", "verdict", "arriving", "enough");

  /** One fact that differs; {@code -} where a run lacks it. */
  public record Difference(String fact, String first, String second) {}

  /** Compares on the outcomes that the data sets have now. */
  public static RunComparison of(Lab lab, Recorded first, Recorded second, EvaluationSpec spec) {
    List<Difference> differences = differences(first, second);
    for (Recorded run : List.of(first, second)) {
      if (run.choices().isEmpty()) {
        return without(first, second, differences, whyWithoutChoices(run));
      }
    }
    Set<String> shared = datasets(first);
    shared.retainAll(datasets(second));
    if (shared.isEmpty()) {
      return without(
          first,
          second,
          differences,
          "The runs judged different data sets (%s and %s): their figures cannot be compared."
              .formatted(first.datasetId(), second.datasetId()));
    }
    DatasetUnion union = new DatasetUnion(shared.stream().map(lab::table).toList());
    Common common = Common.of(union, first, second);
    if (common.table().sampleCount() == 0) {
      return without(first, second, differences, "The runs have no judged prompt in common.");
    }
    PolicyComparison found =
        PolicyComparison.of(
            common.table(),
            policy(first, common.firstChoice()),
            policy(second, common.secondChoice()),
            spec);
    int prompts = common.table().sampleCount();
    String sentence =
        found.moved().orElse(1.0) == 0
            ? "Both runs chose the same candidate for each of the %d prompts that both judged: nothing differs that matters."
                .formatted(prompts)
            : found.sentence();
    return new RunComparison(first, second, differences, prompts, Optional.of(found), sentence);
  }

  private static String whyWithoutChoices(Recorded run) {
    if (CanonicalJson.parse(run.provenanceJson()).has("cascade")) {
      return "Run %s is a cascade, which asks several candidates for one prompt: its own notes compare it with the learned policy, here only the facts above can be compared."
          .formatted(shown(run));
    }
    return CanonicalJson.parse(run.json()).has("stages")
        ? "Run %s is an arrival, which judges a policy per stage: there is no single policy to compare, only the facts above."
            .formatted(shown(run))
        : "Run %s holds no choices per prompt, so the policies cannot be compared. Maybe evaluate again with this version."
            .formatted(shown(run));
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

  /** Recorded inputs, settings and results in words. */
  static Map<String, String> facts(Recorded run) {
    Map<String, String> facts = new TreeMap<>();
    CanonicalJson.parse(run.provenanceJson())
        .properties()
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
    JsonNode results = CanonicalJson.parse(run.json());
    RESULTS.stream().filter(results::has).forEach(key -> facts.put(key, results.get(key).asText()));
    for (JsonNode stage : results.path("stages")) {
      facts.put(
          String.format(Locale.ROOT, "regret with %,d known", stage.path("known").asInt()),
          String.format(
              Locale.ROOT,
              "%+.2f points [%+.2f, %+.2f]",
              100 * stage.path("regret").asDouble(),
              100 * stage.path("regretInterval").path(0).asDouble(),
              100 * stage.path("regretInterval").path(1).asDouble()));
    }
    return facts;
  }

  private static Set<String> datasets(Recorded run) {
    return run.choices().stream()
        .map(Choice::datasetId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static JudgedPolicy policy(Recorded run, int[] choice) {
    return new JudgedPolicy(shown(run), PolicyKind.LEARNED, new Assignment.Fixed(choice), "");
  }

  /** The prompts that both judged, with the candidates that either chose. */
  private record Common(OutcomeTable table, int[] firstChoice, int[] secondChoice) {

    static Common of(DatasetUnion union, Recorded first, Recorded second) {
      Map<List<String>, String> before = byPrompt(first);
      Map<List<String>, String> after = byPrompt(second);
      OutcomeTable all = union.table();
      int[] both =
          IntStream.range(0, all.sampleCount())
              .filter(
                  row ->
                      before.containsKey(prompt(union, row))
                          && after.containsKey(prompt(union, row)))
              .toArray();
      TreeSet<String> used = new TreeSet<>();
      for (int row : both) {
        used.add(before.getOrDefault(prompt(union, row), ""));
        used.add(after.getOrDefault(prompt(union, row), ""));
      }
      OutcomeTable chosen = Selection.candidates(all, List.copyOf(used));
      int[] rows =
          IntStream.of(both)
              .filter(
                  row ->
                      IntStream.range(0, chosen.candidateCount())
                          .allMatch(candidate -> chosen.present(candidate, row)))
              .toArray();
      return new Common(
          chosen.rows(rows),
          choice(chosen, union, rows, before),
          choice(chosen, union, rows, after));
    }

    private static Map<List<String>, String> byPrompt(Recorded run) {
      Map<List<String>, String> choices = new HashMap<>();
      run.choices()
          .forEach(one -> choices.put(List.of(one.datasetId(), one.sampleId()), one.candidateId()));
      return choices;
    }

    private static List<String> prompt(DatasetUnion union, int row) {
      return List.of(union.datasetOf(row), union.table().samples().get(row).id());
    }

    private static int[] choice(
        OutcomeTable chosen, DatasetUnion union, int[] rows, Map<List<String>, String> choices) {
      return IntStream.of(rows)
          .map(row -> chosen.candidateIndex(choices.getOrDefault(prompt(union, row), "")))
          .toArray();
    }
  }
}
