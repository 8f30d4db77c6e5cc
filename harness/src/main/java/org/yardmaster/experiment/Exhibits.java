package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.yardmaster.audit.Finding;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.Regret;
import org.yardmaster.page.Exhibit;
import org.yardmaster.stats.NoiseFloor;
import org.yardmaster.store.BenchmarkStore.Measurement;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.Attribution;

/** What a report shows beside its fixed sections, each as a table with an explanation. */
final class Exhibits {
  private static final int MOST_FEATURES = 20;
  private static final int MOST_REGRETS = 20;
  private static final int MOST_LETTERS = 400;

  /** A rarer word might tell what a single prompt said. */
  private static final int LEAST_TEXTS = 5;

  private Exhibits() {}

  /** The words and counters that the policy goes by, between its two most used candidates. */
  static Exhibit attribution(Judged judged, Optional<Policy> policy) {
    Optional<Exhibit> found = policy.flatMap(one -> attribution(judged, one));
    String none =
        policy.isPresent()
            ? "The policy sends everything to one candidate, so nothing decides between two."
            : "Each fold was decided by another policy, so there is no single one to look into."
                + " Maybe train one and report with --policy.";
    return found.orElse(
        new Exhibit(
            "What it goes by",
            none,
            OptionalInt.empty(),
            new Table("attribution", "What it goes by", List.of(), List.of())));
  }

  private static Optional<Exhibit> attribution(Judged judged, Policy policy) {
    List<Integer> used = mostUsed(judged, policy);
    if (used.size() < 2) {
      return Optional.empty();
    }
    List<String> texts =
        judged.table().samples().stream().map(sample -> sample.prompt().routingText()).toList();
    int least = Math.min(LEAST_TEXTS, texts.size());
    List<Row> rows =
        Attribution.of(policy, texts, used.get(0), used.get(1)).stream()
            .filter(one -> one.texts() >= least)
            .sorted(Comparator.comparingDouble(one -> -Math.abs(one.meanPush())))
            .limit(MOST_FEATURES)
            .map(
                one ->
                    Row.of(
                        Cell.text(one.feature()),
                        Cell.figure(Unit.SCORE, one.meanPush()),
                        Cell.figure(Unit.SCORE, one.weight()),
                        Cell.figure(Unit.COUNT, one.texts())))
            .toList();
    String first = policy.candidates().get(used.get(0)).id();
    String second = policy.candidates().get(used.get(1)).id();
    String explanation =
        "Mean push towards %s (right) or %s (left), in log-odds of being right, over the judged prompts; the strongest first. It says what the policy has learned, not what makes a prompt hard. Words of fewer than five prompts are left out."
            .formatted(first, second);
    return Optional.of(
        new Exhibit(
            "What it goes by",
            explanation,
            OptionalInt.of(1),
            new Table(
                "attribution",
                "What pushes towards %s against %s".formatted(first, second),
                List.of(
                    Column.text("word or counter"),
                    Column.number("mean push, log-odds"),
                    Column.number("weight"),
                    Column.number("prompts")),
                rows)));
  }

  /** The policy's candidates by their share of the judged prompts, without unused ones. */
  private static List<Integer> mostUsed(Judged judged, Policy policy) {
    Optional<PolicyResult> main = judged.evaluation().main();
    List<String> ids =
        judged.evaluation().candidates().stream().map(candidate -> candidate.id()).toList();
    List<Double> shares = main.map(PolicyResult::shares).orElse(List.of());
    return IntStream.range(0, Math.min(ids.size(), shares.size()))
        .filter(index -> shares.get(index) > 0 && policy.indexOf(ids.get(index)) >= 0)
        .boxed()
        .sorted(Comparator.comparingDouble(index -> -shares.get(index)))
        .map(index -> policy.indexOf(ids.get(index)))
        .limit(2)
        .toList();
  }

  /** Where the policy did worst. */
  static Exhibit regrets(Judged judged, boolean prompts) {
    List<Regret> worst =
        judged
            .learned()
            .map(
                found ->
                    Regret.worst(judged.table(), found.policy(), found.predictions(), MOST_REGRETS))
            .orElse(List.of());
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("prompt"),
                Column.text("task"),
                Column.text("sent to"),
                Column.number("expected"),
                Column.number("got"),
                Column.text("better"),
                Column.number("would have got")));
    if (prompts) {
      columns.add(Column.text("text"));
    }
    String explanation =
        "Prompts on which another candidate would have done better, the surest mistakes first."
            + (prompts ? "" : " Their texts are printed only with --prompts.");
    return new Exhibit(
        "Worst regrets",
        worst.isEmpty() ? "On no prompt would another candidate have done better." : explanation,
        OptionalInt.empty(),
        new Table(
            "regrets",
            "Worst regrets",
            columns,
            worst.stream().map(regret -> row(regret, prompts)).toList()));
  }

  private static Row row(Regret regret, boolean prompts) {
    Sample sample = regret.sample();
    List<Cell> cells =
        new ArrayList<>(
            List.of(
                Cell.text(sample.id()),
                Cell.text(sample.task()),
                Cell.text(regret.chosen()),
                Cell.figure(Unit.SHARE, regret.expected()),
                Cell.figure(Unit.SHARE, regret.quality()),
                Cell.text(regret.better()),
                Cell.figure(Unit.SHARE, regret.betterQuality())));
    if (prompts) {
      cells.add(Cell.text(shortened(sample.prompt().routingText())));
    }
    return new Row(cells, "", false);
  }

  private static String shortened(String text) {
    int letters = text.codePointCount(0, text.length());
    return letters <= MOST_LETTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS)) + "…";
  }

  /** How far repeated calls disagree. */
  static Exhibit repeats(Judged judged, Map<String, Double> rates) {
    int prompts = judged.evaluation().prompts();
    double confidence = judged.spec().confidence();
    List<Row> rows =
        rates.entrySet().stream()
            .map(
                rate ->
                    Row.of(
                        Cell.text(rate.getKey()),
                        Cell.figure(Unit.SHARE, rate.getValue()),
                        Cell.figure(
                            Unit.SPAN,
                            NoiseFloor.difference(rate.getValue(), confidence, prompts))))
            .toList();
    String explanation =
        rows.isEmpty()
            ? "No candidate answered a prompt twice, so it is unknown how much of a grade is luck."
                + " Maybe replay with more trials."
            : "How often the same call, made again, is graded differently, and the difference"
                + " between two runs of one candidate that is nothing but luck.";
    return new Exhibit(
        "What is luck",
        explanation,
        OptionalInt.empty(),
        new Table(
            "repeats",
            "Grades of repeated calls",
            List.of(
                Column.text("candidate"),
                Column.number("grades that change"),
                Column.number("differences below this are luck")),
            rows));
  }

  /** What {@code yardmaster bench} measured of the policy. */
  static Exhibit benchmark(List<Measurement> measured) {
    List<Row> rows =
        measured.stream()
            .map(
                one ->
                    Row.of(
                        Cell.text(one.name()),
                        Cell.figure(Unit.SCORE, one.score()),
                        one.error() > 0
                            ? Cell.figure(Unit.SCORE, one.error())
                            : new Cell.Missing("none is stated"),
                        Cell.text(one.unit())))
            .toList();
    return new Exhibit(
        "How fast it decides",
        rows.isEmpty()
            ? "Not measured for this policy. `yardmaster bench --policy FILE --dataset ID` does,"
                + " and the next report shows it."
            : "Measured by JMH in a process of its own, beside hashing the same bytes once.",
        OptionalInt.empty(),
        new Table(
            "benchmark",
            "The decision, measured",
            List.of(
                Column.text("benchmark"),
                Column.number("score"),
                Column.number("half of the 99.9 % interval"),
                Column.text("unit")),
            rows));
  }

  /** Leaks, duplicates and doubtful outcomes. */
  static Exhibit findings(List<Finding> findings) {
    List<Row> rows =
        findings.stream()
            .map(
                one ->
                    Row.of(
                        Cell.text(one.severity().name().toLowerCase(Locale.ROOT)),
                        Cell.text(one.kind().wireName()),
                        Cell.figure(Unit.COUNT, (double) one.count()),
                        Cell.text(one.message()),
                        Cell.text(String.join(", ", one.examples()))))
            .toList();
    return new Exhibit(
        "Leaks and doubtful data",
        rows.isEmpty()
            ? "No leak, no duplicate and no doubtful outcome was found."
            : "What the audit found in this data set; a leak makes a policy look better than it"
                + " is.",
        OptionalInt.empty(),
        new Table(
            "findings",
            "Findings of the audit",
            List.of(
                Column.text("severity"),
                Column.text("kind"),
                Column.number("count"),
                Column.text("finding"),
                Column.text("for instance")),
            rows));
  }
}
