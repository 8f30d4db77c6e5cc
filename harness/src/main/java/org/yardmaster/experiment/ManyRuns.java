package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.page.Bulletin;
import org.yardmaster.page.Exhibit;
import org.yardmaster.page.ReportInput;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Holm;
import org.yardmaster.store.EvaluationStore.Recorded;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

/**
 * Several recorded evaluations side by side: every pair on the prompts that both judged, with
 * p-values corrected for the number of pairs (Holm 1979).
 */
public final class ManyRuns {
  private static final double LEVEL = 0.05;

  private final List<Recorded> runs;
  private final List<JsonNode> results;
  private final List<Pair> pairs;
  private final boolean simulated;

  /**
   * Two of the runs.
   *
   * @param adjusted p-value after correction; 1 where the runs cannot be compared
   */
  private record Pair(int first, int second, RunComparison found, double adjusted) {
    String reading() {
      Optional<Double> difference = found.policies().map(both -> both.quality().value());
      if (difference.isEmpty()) {
        return "not comparable";
      }
      return adjusted >= LEVEL ? "tie" : difference.get() > 0 ? "better" : "worse";
    }
  }

  private ManyRuns(List<Recorded> runs, List<Pair> pairs) {
    this.runs = runs;
    this.pairs = pairs;
    this.results = runs.stream().map(run -> CanonicalJson.parse(run.json())).toList();
    this.simulated = results.stream().anyMatch(result -> result.path("simulated").asBoolean());
  }

  /**
   * Compares on the outcomes that the data sets have now.
   *
   * @param runs at least two
   * @param command what makes the same comparison again
   */
  public static Bulletin compare(
      Lab lab, List<Recorded> runs, EvaluationSpec spec, String command) {
    return new ManyRuns(runs, pairs(lab, runs, spec)).bulletin(command);
  }

  private static List<Pair> pairs(Lab lab, List<Recorded> runs, EvaluationSpec spec) {
    List<Pair> raw = new ArrayList<>();
    for (int first = 0; first < runs.size(); first++) {
      for (int second = first + 1; second < runs.size(); second++) {
        RunComparison found = RunComparison.of(lab, runs.get(first), runs.get(second), spec);
        raw.add(new Pair(first, second, found, 1));
      }
    }
    double[] adjusted =
        Holm.adjust(
            raw.stream()
                .flatMap(pair -> pair.found().policies().stream())
                .mapToDouble(PolicyComparison::pValue)
                .toArray());
    List<Pair> corrected = new ArrayList<>();
    int next = 0;
    for (Pair pair : raw) {
      double own = pair.found().policies().isPresent() ? adjusted[next++] : 1;
      corrected.add(new Pair(pair.first(), pair.second(), pair.found(), own));
    }
    return corrected;
  }

  private static String letter(int run) {
    return run < 26 ? Character.toString('A' + run) : "run " + (run + 1);
  }

  private Bulletin bulletin(String command) {
    long differing =
        pairs.stream().filter(pair -> List.of("better", "worse").contains(pair.reading())).count();
    long ties = pairs.stream().filter(pair -> pair.reading().equals("tie")).count();
    String answer =
        differing == 0 && ties == pairs.size()
            ? "A tie"
            : differing == 0 ? "No difference can be shown" : "They differ";
    String lead =
        pairs.size() == 1
            ? named(pairs.getFirst())
            : "Of %d pairs of runs, %d differ in quality beyond luck, %d are ties and %d cannot be compared."
                .formatted(pairs.size(), differing, ties, pairs.size() - differing - ties);
    Map<String, String> provenance = new TreeMap<>();
    IntStream.range(0, runs.size())
        .forEach(run -> provenance.put("Run " + letter(run), runs.get(run).id()));
    return new Bulletin(
        "comparison",
        "Yardmaster comparison",
        "%d runs side by side".formatted(runs.size()),
        simulated,
        answer,
        lead,
        pairs.size() == 1 ? figures(pairs.getFirst()) : counts(differing, ties),
        List.of(runTable(), differences(), costs(), facts()),
        provenance,
        List.of(new ReportInput.Command("This comparison", command)));
  }

  /** The comparison's own sentence with letters for ids. */
  private String named(Pair pair) {
    return pair.found()
        .sentence()
        .replace(RunComparison.shown(runs.get(pair.first())), letter(pair.first()))
        .replace(RunComparison.shown(runs.get(pair.second())), letter(pair.second()));
  }

  private static Table figures(Pair pair) {
    Optional<PolicyComparison> both = pair.found().policies();
    return figures(
        row(
            "Quality difference",
            Cell.ranged("", Unit.POINTS, both.map(PolicyComparison::quality)),
            name(pair) + ": " + pair.reading()),
        row(
            "Cost change",
            Cell.ranged("", Unit.SHARE, both.flatMap(PolicyComparison::costChange)),
            "of the second, relative to the first"),
        row(
            "Prompts moved",
            Cell.figure("", Unit.SHARE, both.flatMap(PolicyComparison::moved)),
            "go to another candidate"),
        row(
            "Prompts in both",
            Cell.figure(Unit.COUNT, pair.found().prompts()),
            "on which the runs are compared"));
  }

  private Table counts(long differing, long ties) {
    return figures(
        row("Pairs", Cell.figure(Unit.COUNT, pairs.size()), "of %d runs".formatted(runs.size())),
        row("Different", Cell.figure(Unit.COUNT, (double) differing), "in quality, beyond luck"),
        row("Ties", Cell.figure(Unit.COUNT, (double) ties), "cannot be told apart in quality"));
  }

  private static Table figures(Row... rows) {
    return new Table(
        "figures",
        "The answer in figures",
        List.of(Column.text("figure"), Column.number("value")),
        Stream.of(rows).filter(row -> !(row.cells().get(1) instanceof Cell.Missing)).toList());
  }

  private static Row row(String name, Cell value, String remark) {
    return new Row(List.of(Cell.text(name), value), remark, false);
  }

  private Exhibit runTable() {
    List<Row> rows = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      JsonNode main = main(results.get(run));
      rows.add(
          new Row(
              List.of(
                  Cell.text(letter(run)),
                  Cell.ranged("", Unit.SHARE, estimate(main, "quality")),
                  Cell.ranged("", Unit.POINTS, estimate(main, "qualityDifference")),
                  Cell.ranged(
                      "", Unit.SHARE, estimate(main, simulated ? "simulatedReduction" : "saving")),
                  Cell.ranged("", Unit.USD, estimate(main, "usdPer1k")),
                  Cell.figure(Unit.COUNT, results.get(run).path("prompts").asInt()),
                  Cell.text(results.get(run).path("verdict").asText("-").replace('-', ' '))),
              "%s, %s, %s"
                  .formatted(
                      runs.get(run).datasetId(),
                      results.get(run).path("design").asText("-"),
                      RunComparison.facts(runs.get(run)).getOrDefault("policy", "-")),
              false));
    }
    return new Exhibit(
        "The runs",
        "Each as it was recorded, on its own prompts and against its own reference: figures of"
            + " different data sets do not compare.",
        OptionalInt.empty(),
        new Table(
            "runs",
            "The runs, each on its own prompts",
            List.of(
                Column.text("run"),
                Column.number("quality"),
                Column.number("against its reference"),
                Column.number(simulated ? "simulated reduction" : "saving"),
                Column.number("USD per 1,000"),
                Column.number("prompts"),
                Column.text("verdict")),
            rows));
  }

  private static JsonNode main(JsonNode result) {
    for (JsonNode policy : result.path("policies")) {
      if (policy.path("id").asText().equals(result.path("mainPolicy").asText())) {
        return policy;
      }
    }
    return result.path("policies").path(0);
  }

  private static Optional<Estimate> estimate(JsonNode policy, String key) {
    JsonNode interval = policy.path(key + "Interval");
    return policy.path(key).isNumber() && interval.size() == 2
        ? Optional.of(
            new Estimate(
                policy.path(key).asDouble(),
                interval.get(0).asDouble(),
                interval.get(1).asDouble(),
                EvaluationSpec.STANDARD.confidence(),
                1,
                "as recorded"))
        : Optional.empty();
  }

  private Exhibit differences() {
    List<Row> rows =
        pairs.stream()
            .map(
                pair -> {
                  Optional<PolicyComparison> both = pair.found().policies();
                  return new Row(
                      List.of(
                          Cell.text(name(pair)),
                          Cell.ranged("", Unit.POINTS, both.map(PolicyComparison::quality)),
                          Cell.figure("", Unit.P_VALUE, both.map(PolicyComparison::pValue)),
                          Cell.figure("", Unit.P_VALUE, both.map(known -> pair.adjusted())),
                          Cell.text(pair.reading()),
                          Cell.figure(Unit.COUNT, pair.found().prompts())),
                      both.isPresent() ? "" : named(pair),
                      false);
                })
            .toList();
    return new Exhibit(
        "Differences in quality",
        "The second less the first, prompt by prompt on the prompts that both judged, in points."
            + " P-values are corrected for the number of pairs; what is not below 0.05 is a tie.",
        OptionalInt.of(1),
        new Table(
            "differences",
            "Differences in quality, in points",
            List.of(
                Column.text("pair"),
                Column.number("quality difference, points"),
                Column.number("p"),
                Column.number("p corrected"),
                Column.text("reading"),
                Column.number("prompts in both")),
            rows));
  }

  private Exhibit costs() {
    List<Row> rows =
        pairs.stream()
            .map(
                pair -> {
                  Optional<PolicyComparison> both = pair.found().policies();
                  return Row.of(
                      Cell.text(name(pair)),
                      Cell.ranged("", Unit.SHARE, both.flatMap(PolicyComparison::costChange)),
                      Cell.figure("", Unit.SHARE, both.flatMap(PolicyComparison::moved)));
                })
            .toList();
    return new Exhibit(
        "Differences in cost",
        "Cost of the second relative to the first, and how many prompts go to another candidate.",
        OptionalInt.empty(),
        new Table(
            "costs",
            "Differences in cost",
            List.of(
                Column.text("pair"), Column.number("cost change"), Column.number("prompts moved")),
            rows));
  }

  private static String name(Pair pair) {
    return "%s less %s".formatted(letter(pair.second()), letter(pair.first()));
  }

  private Exhibit facts() {
    List<Map<String, String>> facts = runs.stream().map(RunComparison::facts).toList();
    TreeSet<String> names = new TreeSet<>();
    facts.forEach(one -> names.addAll(one.keySet()));
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      List<String> values = facts.stream().map(one -> one.getOrDefault(name, "-")).toList();
      if (values.stream().distinct().count() > 1) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.text(name)));
        values.forEach(value -> cells.add(Cell.text(value)));
        rows.add(new Row(cells, "", false));
      }
    }
    List<Column> columns = new ArrayList<>(List.of(Column.text("fact")));
    IntStream.range(0, runs.size()).forEach(run -> columns.add(Column.text(letter(run))));
    return new Exhibit(
        "What else differs",
        rows.isEmpty()
            ? "No recorded input, setting or verdict differs."
            : "Recorded inputs, settings and results that are not the same in all runs.",
        OptionalInt.empty(),
        new Table("recorded", "Facts that differ", columns, rows));
  }
}
