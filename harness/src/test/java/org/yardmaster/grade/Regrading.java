package org.yardmaster.grade;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.yardmaster.data.Sample;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.testing.SharedData;

/** Published answers judged anew: percent right per row of a table, by two sets of rules. */
record Regrading(Map<String, Row> rows) {

  /**
   * Answers of one row and how many of them are right: as published, by the publisher's rules, by
   * ours.
   */
  static final class Row {
    private int answers;
    private double published;
    private double theirs;
    private double ours;
    private int agreeing;

    int answers() {
      return answers;
    }

    double published() {
      return 100 * published / answers;
    }

    double theirs() {
      return 100 * theirs / answers;
    }

    double ours() {
      return 100 * ours / answers;
    }

    /** Percent of answers on which publisher and publisher's rules agree one by one. */
    double agreement() {
      return 100.0 * agreeing / answers;
    }
  }

  static Regrading of(
      String format,
      String folder,
      Predicate<Sample> wanted,
      BiFunction<Sample, Outcome, String> row,
      BiFunction<Sample, Outcome, Protocol> rules) {
    Imported imported =
        Importers.named(format)
            .read(SharedData.require(folder), RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst();
    Map<String, Sample> samples = new HashMap<>();
    imported.samples().stream().filter(wanted).forEach(sample -> samples.put(sample.id(), sample));
    Map<Protocol, Graders> graders = new HashMap<>();
    Map<String, Row> rows = new TreeMap<>();
    for (Outcome outcome : imported.outcomes()) {
      Sample sample = samples.get(outcome.sampleId());
      if (sample == null) {
        continue;
      }
      Graders theirs =
          graders.computeIfAbsent(
              rules.apply(sample, outcome), one -> Graders.of(one, CodeRunner.none()));
      Row sums = rows.computeIfAbsent(row.apply(sample, outcome), name -> new Row());
      double published = value(outcome.grade());
      double theirValue = value(theirs.grade(sample.target(), outcome.completion()));
      sums.answers++;
      sums.published += published;
      sums.theirs += theirValue;
      sums.ours += value(Graders.standard().grade(sample.target(), outcome.completion()));
      sums.agreeing += published == theirValue ? 1 : 0;
    }
    return new Regrading(rows);
  }

  private static double value(Grade grade) {
    return grade instanceof Grade.Scored scored ? scored.value() : 0;
  }

  /** One line of a table per row. */
  static String line(String name, List<String> cells) {
    return "| %s | %s |%n".formatted(name, String.join(" | ", cells));
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String signed(double points) {
    return String.format(Locale.ROOT, "%+.2f", points);
  }
}
