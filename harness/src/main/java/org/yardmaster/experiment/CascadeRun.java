package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.DecisionRule;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.Evaluator;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.Observed;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.RuleFamily;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.train.OutOfFold;
import org.yardmaster.train.Progress;
import org.yardmaster.train.TrainSpec;

/**
 * Judges cascades over recorded outcomes: candidates are asked one after the other until a test
 * takes an answer (FrugalGPT, arXiv 2305.05176), and every one that was asked is paid and waited
 * for. Beside them stand each candidate alone, the learned policy over the same candidates, judged
 * out of fold, and the cascade whose test knows the grades, which is a bound.
 */
public final class CascadeRun {
  private static final String CASCADE = "cascade:";

  private final OutcomeTable table;
  private final PriceBook prices;
  private final EvaluationSpec spec;
  private final Progress progress;

  /** What a person chooses about the learned policy beside the cascades, and about folds. */
  public record Setting(TrainSpec train, int folds) {}

  /**
   * Judges over one chain of candidates.
   *
   * @param table candidates in the order in which they are asked, on prompts that all answered
   * @throws IllegalArgumentException when there are fewer than two, or one has no price
   */
  public CascadeRun(OutcomeTable table, PriceBook prices, EvaluationSpec spec, Progress progress) {
    this.table = table;
    this.prices = prices;
    this.spec = spec;
    this.progress = progress;
    if (table.candidateCount() < 2 || table.sampleCount() == 0) {
      throw new IllegalArgumentException(
          "A cascade needs two or more candidates and prompts that all of them answered; found %d and %d prompts in %s."
              .formatted(table.candidateCount(), table.sampleCount(), table.datasetId()));
    }
    List<String> unpriced = Selection.unpriced(table);
    if (!unpriced.isEmpty()) {
      throw new IllegalArgumentException(
          "A cascade is judged by what it pays, but %s have no price in %s.\nMaybe import a price list and run `yardmaster prices reprice`."
              .formatted(unpriced, table.datasetId()));
    }
  }

  /**
   * The candidates in this order, on the prompts that all of them answered.
   *
   * @throws IllegalArgumentException when one is unknown or named twice
   */
  public static OutcomeTable chain(OutcomeTable table, List<String> ids) {
    if (ids.stream().distinct().count() < ids.size()) {
      throw new IllegalArgumentException(
          "A cascade asks every candidate once; found %s.".formatted(ids));
    }
    return Selection.candidates(table, ids).completeRows();
  }

  /**
   * Judges one cascade per test; the verdict speaks of the first.
   *
   * @param tests at least one
   */
  public Judged judge(List<Acceptance> tests, Setting setting) {
    List<Designs.Fold> parts = Design.FOLDS.parts(table, setting.folds());
    RuleFamily inOrder = (threshold, predictions, observed) -> List.of(new DecisionRule.InOrder());
    Function<OutcomeTable, TrainSpec> settings = learnable -> setting.train();
    OutOfFold learned =
        OutOfFold.run(
            table, prices, settings, parts, EvaluateRun.LEARNED, List.of(inOrder), progress);
    List<JudgedPolicy> cascades = new ArrayList<>();
    for (Acceptance test : tests) {
      cascades.add(
          switch (test) {
            case Acceptance.Expected expected -> predicted(learned.ruled().getFirst().choice());
            case Acceptance.OfAnswer answer -> cascade(answer, parts, setting);
          });
    }
    JudgedPolicy policy =
        RuledPolicies.one(
                learned.choice(),
                "the learned policy over the same candidates, out of fold, asking one of them")
            .policies()
            .getFirst();
    progress.at(
        "judging %,d prompts, %,d replicates".formatted(table.sampleCount(), spec.replicates()));
    List<JudgedPolicy> all = new ArrayList<>(cascades);
    all.add(policy);
    all.add(oracle());
    return new Judged(
        Evaluator.evaluate(
                table,
                all,
                List.of(learned.predictions()),
                Design.FOLDS.words(setting.folds()),
                spec)
            .withNotes(
                cascades.stream().map(one -> "%s %s.".formatted(one.id(), one.note())).toList())
            .withNotes(
                cascades.stream()
                    .map(one -> PolicyComparison.of(table, policy, one, spec).sentence())
                    .toList()),
        table,
        Collections.nCopies(table.sampleCount(), table.datasetId()),
        Optional.empty(),
        List.of(),
        spec);
  }

  /** Passed over before it is asked: a candidate that is not expected to succeed costs nothing. */
  private JudgedPolicy predicted(int[] choice) {
    return new JudgedPolicy(
        CASCADE + "expected",
        PolicyKind.LEARNED,
        new Assignment.Fixed(choice),
        "asks the first candidate that is expected to succeed with a probability chosen inside each"
            + " fold, else the last; whoever is passed over is not asked"
            + further(Arrays.stream(choice).map(index -> index + 1).toArray()));
  }

  private JudgedPolicy cascade(
      Acceptance.OfAnswer test, List<Designs.Fold> parts, Setting setting) {
    double[][] asked = askedUsd(test);
    int[] steps = new int[table.sampleCount()];
    for (Designs.Fold part : parts) {
      int[] taken =
          threshold(test, asked, part.train(), setting).choice(scored(test, asked, part.test()));
      for (int at = 0; at < taken.length; at++) {
        steps[part.test()[at]] = taken[at] + 1;
      }
    }
    return new JudgedPolicy(
        CASCADE + test.id(),
        PolicyKind.LEARNED,
        new Assignment.Cascade(
            order(), steps, added(test.addedUsd(), steps), added(test.addedSeconds(), steps)),
        test.note() + further(steps));
  }

  /** The threshold that other folds support; the standard of every operating point. */
  private DecisionRule.At threshold(
      Acceptance.OfAnswer test, double[][] asked, int[] rows, Setting setting) {
    DecisionRule rule = new DecisionRule.InOrder();
    if (test.threshold().isPresent()) {
      return new DecisionRule.At(rule, test.threshold().getAsDouble());
    }
    OutcomeTable seen = table.rows(rows);
    Observed alone = Observed.of(columns(seen::quality), columns(seen::costUsd));
    Predictions scored = scored(test, asked, rows);
    return setting
        .train()
        .threshold()
        .choose(List.of(rule), scored, alone.withCosts(scored.costUsd()));
  }

  /** Scores of the steps on some rows; the last step has none, its answer is always taken. */
  private Predictions scored(Acceptance.OfAnswer test, double[][] asked, int[] rows) {
    double[][] scores = new double[table.candidateCount()][rows.length];
    for (int step = 0; step < test.scores().length; step++) {
      scores[step] = pick(test.scores()[step], rows);
    }
    return new Predictions(
        test.id(),
        scores,
        Arrays.stream(asked).map(column -> pick(column, rows)).toArray(double[][]::new));
  }

  /** What it costs to come to each step, {@code [steps][prompts]}, with the looking before it. */
  private double[][] askedUsd(Acceptance.OfAnswer test) {
    double[][] asked = new double[table.candidateCount()][table.sampleCount()];
    for (int row = 0; row < table.sampleCount(); row++) {
      double sum = 0;
      for (int step = 0; step < asked.length; step++) {
        sum += table.costUsd(step)[row];
        sum += step < test.addedUsd().length ? test.addedUsd()[step][row] : 0;
        asked[step][row] = sum;
      }
    }
    return asked;
  }

  /** Sums over the steps that were asked; the last one's answer is not looked at. */
  private static double[] added(double[][] byStep, int[] steps) {
    return IntStream.range(0, steps.length)
        .mapToDouble(
            row ->
                IntStream.range(0, Math.min(steps[row], byStep.length))
                    .mapToDouble(step -> byStep[step][row])
                    .sum())
        .toArray();
  }

  /** Goes on only where a later step answers better. */
  private JudgedPolicy oracle() {
    int[] steps =
        IntStream.range(0, table.sampleCount())
            .map(
                row -> {
                  double best =
                      Arrays.stream(order())
                          .mapToDouble(step -> table.quality(step)[row])
                          .max()
                          .orElseThrow();
                  return 1
                      + Arrays.stream(order())
                          .filter(step -> table.quality(step)[row] == best)
                          .findFirst()
                          .orElseThrow();
                })
            .toArray();
    double[] none = new double[steps.length];
    return new JudgedPolicy(
        CASCADE + "oracle",
        PolicyKind.ORACLE,
        new Assignment.Cascade(order(), steps, none, none),
        "takes the first answer that no later one betters; it needs the grades themselves, so it is"
            + " a bound and not a cascade"
            + further(steps));
  }

  /** How often each later candidate answers. */
  private String further(int[] steps) {
    StringBuilder text = new StringBuilder();
    for (int step = 1; step < table.candidateCount(); step++) {
      int from = step;
      text.append(
          String.format(
              Locale.ROOT,
              "; comes to %s for %.1f %%",
              table.candidates().get(step).id(),
              100.0 * Arrays.stream(steps).filter(count -> count > from).count() / steps.length));
    }
    return text.toString();
  }

  private int[] order() {
    return IntStream.range(0, table.candidateCount()).toArray();
  }

  private double[][] columns(IntFunction<double[]> column) {
    return Arrays.stream(order()).mapToObj(column).toArray(double[][]::new);
  }

  private static double[] pick(double[] column, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
  }
}
