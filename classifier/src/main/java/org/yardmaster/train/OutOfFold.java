package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.yardmaster.data.Splitter;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.RuleFamily;
import org.yardmaster.evaluate.RuleSweep;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provenance.Digest;

/**
 * Cross-validation by groups: every prompt is decided by what saw neither it nor its group: a
 * policy, or a learner that no policy file can hold. Calibration and the operating point are chosen
 * inside each fold.
 *
 * @param predictions what the unseeing learners expected, in the table's order
 * @param choice the candidate index each chose at its own operating point
 * @param task the task type that each read from the text; empty texts where none was
 * @param ruled what other decision rules made of the same expectations
 */
public record OutOfFold(
    Predictions predictions, int[] choice, List<String> task, List<Ruled> ruled) {
  /**
   * One decision rule, its operating point chosen inside each fold.
   *
   * @param choice candidate index per prompt
   * @param sweep all that the rules of the folds may choose, in the table's order
   */
  public record Ruled(int[] choice, RuleSweep sweep) {}

  /** Folds of a table that may itself be what a design lets somebody learn from. */
  private static final Splitter INNER = new Splitter("yardmaster-inner", 0.6, 0.2);

  /** Trains {@code folds} policies and lets each decide the fold it did not see. */
  public static OutOfFold run(
      OutcomeTable table, PriceBook prices, TrainSpec spec, int folds, String id) {
    if (folds < 2) {
      throw new IllegalArgumentException("Folds (%d) must be at least 2.".formatted(folds));
    }
    return run(table, prices, spec, Designs.folds(table, folds, INNER), id, Progress.silent());
  }

  /**
   * The same with fewer labels.
   *
   * @param share of the groups outside a fold that its policy may learn from, in (0, 1]
   */
  static OutOfFold run(
      OutcomeTable table, PriceBook prices, TrainSpec spec, int folds, String id, double share) {
    List<Designs.Fold> parts =
        Designs.folds(table, folds, INNER).stream()
            .map(
                part ->
                    new Designs.Fold(part.name(), kept(table, part.train(), share), part.test()))
            .toList();
    return run(table, prices, spec, parts, id, Progress.silent());
  }

  /** The same with settings that do not depend on the part. */
  public static OutOfFold run(
      OutcomeTable table,
      PriceBook prices,
      TrainSpec spec,
      List<Designs.Fold> parts,
      String id,
      Progress progress) {
    return run(table, prices, learnable -> spec, parts, id, List.of(), progress);
  }

  /**
   * Learns once per part and decides the rows held out of it by that. Rows that no part holds out
   * keep expectations of 0 and the first candidate: judge only those that were held out.
   *
   * @param settings what a part is learned with, by the outcomes that it may learn from
   * @param families other decision rules that choose from the same expectations
   */
  public static OutOfFold run(
      OutcomeTable table,
      PriceBook prices,
      Function<OutcomeTable, TrainSpec> settings,
      List<Designs.Fold> parts,
      String id,
      List<RuleFamily> families,
      Progress progress) {
    AtomicInteger done = new AtomicInteger();
    progress.at("learning without each part", 0, parts.size());
    Map<TrainSpec, PolicyTrainer> trainers = new ConcurrentHashMap<>();
    double[][] success = new double[table.candidateCount()][table.sampleCount()];
    double[][] usd = new double[table.candidateCount()][table.sampleCount()];
    int[] choice = new int[table.sampleCount()];
    String[] task = new String[table.sampleCount()];
    Arrays.fill(task, "");
    PartRules rules = new PartRules(families, parts.size());
    IntStream.range(0, parts.size())
        .parallel()
        .forEach(
            at -> {
              Designs.Fold part = parts.get(at);
              TrainSpec spec = settings.apply(table.rows(part.train()));
              PolicyTrainer trainer =
                  trainers.computeIfAbsent(spec, own -> new PolicyTrainer(table, prices, own));
              Decided decided = trainer.decided(part.train(), part.test());
              into(decided, part.test(), success, usd, choice);
              for (int row = 0; row < part.test().length; row++) {
                task[part.test()[row]] = decided.task().get(row);
              }
              rules.choose(at, spec.threshold(), decided);
              synchronized (done) {
                progress.at("learning without each part", done.incrementAndGet(), parts.size());
              }
            });
    return new OutOfFold(
        new Predictions(id, success, usd),
        choice,
        List.of(task),
        rules.ruled(table.sampleCount(), parts.stream().map(Designs.Fold::test).toList()));
  }

  private static void into(
      Decided decided, int[] rows, double[][] success, double[][] usd, int[] choice) {
    for (int at = 0; at < rows.length; at++) {
      for (int candidate = 0; candidate < success.length; candidate++) {
        success[candidate][rows[at]] = decided.forecasts().success()[candidate][at];
        usd[candidate][rows[at]] = decided.forecasts().costUsd()[candidate][at];
      }
      choice[rows[at]] = decided.choice()[at];
    }
  }

  private static int[] kept(OutcomeTable table, int[] rows, double share) {
    return Arrays.stream(rows)
        .filter(
            row ->
                Digest.unitInterval("yardmaster-subset\u0000" + table.samples().get(row).groupId())
                    < share)
        .toArray();
  }
}
