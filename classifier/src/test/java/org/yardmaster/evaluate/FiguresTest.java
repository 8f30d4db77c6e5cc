package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;

class FiguresTest {
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 300, 7);
  private static final int ROWS = 400;

  private static OutcomeTable halves() {
    double[] cheap = new double[ROWS];
    double[] dear = new double[ROWS];
    Arrays.setAll(cheap, row -> row % 2);
    Arrays.fill(dear, 1);
    return Tables.of(
        new double[][] {cheap, dear},
        Tables.flatCosts(ROWS, 0.001, 0.01),
        row -> "g" + row,
        row -> "t" + row % 4,
        false);
  }

  private static List<Figure> figures() {
    OutcomeTable table = halves();
    int[] knowing = IntStream.range(0, ROWS).map(row -> 1 - row % 2).toArray();
    Predictions truth =
        new Predictions(
            "truth",
            new double[][] {table.quality(0), table.quality(1)},
            new double[][] {table.costUsd(0), table.costUsd(1)});
    return Figures.of(table, List.of(Tables.learned(knowing)), List.of(truth), SPEC);
  }

  private static double value(String name) {
    return figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .value();
  }

  @Test
  void describesAPerfectPolicy() {
    assertThat(value("Gain@B")).isZero();
    assertThat(value("Gain@R")).isCloseTo(1 / 0.75 - 1, within(1e-9));
    assertThat(value("Gap@O")).isZero();
    assertThat(value("E_p")).isCloseTo(1, within(1e-9));
    assertThat(value("Opt.Sel")).isEqualTo(1);
    assertThat(value("regret")).isZero();
    assertThat(value("CostSave")).isCloseTo(0.45, within(1e-9));
    assertThat(value("Brier")).isZero();
    assertThat(value("ECE")).isZero();
    assertThat(value("routability")).isEqualTo(1);
    assertThat(value("CPT(50) exact")).isCloseTo(0.25, within(1e-9));
    // From (1, .5) to (5.5, 1) in USD per 1,000.
    assertThat(value("AIQ exact")).isCloseTo(0.75, within(1e-9));
  }

  /**
   * Half of the prompts need the dear candidate, at ten times the cost. Knowing which saves 45 % at
   * full quality; at 99 % of it two in a hundred of those may go to the cheap one as well. A coin
   * between the two saves 0.9 for each point of quality that it loses, of 50, and tasks know all.
   */
  @Test
  void readsSavingsOffTheCurveBesideWhatNeedsNoRouter() {
    assertThat(value("truth", "saving at 100 %")).isCloseTo(0.45, within(1e-9));
    assertThat(value("truth", "saving at 99 %")).isCloseTo(0.45 + 0.01 / 0.5 * 0.45, within(1e-9));
    assertThat(value("random-mix", "saving at 100 %")).isZero();
    assertThat(value("random-mix", "saving at 99 %")).isCloseTo(0.01 / 0.5 * 0.9, within(1e-9));
    assertThat(value("task-table", "saving at 100 %")).isCloseTo(0.45, within(1e-9));
    assertThat(value("truth", "saving at 100 % above random-mix")).isCloseTo(0.45, within(1e-9));
    assertThat(value("truth", "saving at 100 % above task-table")).isZero();
  }

  /** Seen with hindsight, noise saves something too; the same noise, shuffled, tells how much. */
  @Test
  void hindsightAloneIsToldApartFromKnowledge() {
    SplittableRandom random = new SplittableRandom(11);
    double[][] noise = new double[2][ROWS];
    for (double[] column : noise) {
      Arrays.setAll(column, row -> random.nextDouble());
    }
    double[][] quality = new double[2][ROWS];
    Arrays.setAll(quality[0], row -> random.nextDouble() < 0.5 ? 1 : 0);
    Arrays.setAll(quality[1], row -> random.nextDouble() < 0.7 ? 1 : 0);
    OutcomeTable table = Tables.of(quality, Tables.flatCosts(ROWS, 0.001, 0.01));
    List<Figure> figures =
        Figures.of(
            table,
            List.of(),
            List.of(
                new Predictions("noise", noise, Tables.flatCosts(ROWS, 0.001, 0.01)),
                new Predictions("truth", quality, Tables.flatCosts(ROWS, 0.001, 0.01))),
            SPEC);
    String name = "saving at 99 % above random-mix";
    Estimate luck = named(figures, "noise", name + ", shuffled");
    assertThat(luck.low()).isNotNegative();
    assertThat(named(figures, "noise", name).value()).isBetween(0.0, luck.high());
    assertThat(named(figures, "truth", name).low())
        .isGreaterThan(named(figures, "truth", name + ", shuffled").high());
  }

  private static Estimate named(List<Figure> figures, String subject, String name) {
    return figures.stream()
        .filter(figure -> figure.subject().equals(subject) && figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void whatIsSimulatedIsNoSaving() {
    OutcomeTable table =
        Tables.of(
            new double[][] {{0, 1}, {1, 1}},
            Tables.flatCosts(2, 0.001, 0.01),
            row -> "g" + row,
            row -> "task",
            true);
    Predictions any = new Predictions("any", new double[2][2], new double[2][2]);
    assertThat(Figures.of(table, List.of(), List.of(any), SPEC))
        .extracting(Figure::name)
        .contains("simulated reduction at 99 %")
        .noneMatch(name -> name.startsWith("saving"));
  }

  private static double value(String subject, String name) {
    return figures().stream()
        .filter(figure -> figure.subject().equals(subject) && figure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value()
        .value();
  }

  @Test
  void givesEveryFigureAFiniteInterval() {
    assertThat(figures())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            figure -> {
              assertThat(figure.value().low()).isFinite();
              assertThat(figure.value().high()).isFinite();
            });
  }

  @Test
  void agreesWithItselfOnApgr() {
    OutcomeTable table = halves();
    Predictions truth =
        new Predictions(
            "learned",
            new double[][] {table.quality(0), table.quality(1)},
            new double[][] {table.costUsd(0), table.costUsd(1)});
    Evaluation evaluation =
        Evaluator.evaluate(
            table, List.of(Tables.learned(new int[ROWS])), List.of(truth), "test", SPEC);
    double apgr =
        evaluation.policies().stream()
            .flatMap(policy -> policy.apgr().stream())
            .findFirst()
            .orElseThrow()
            .value();
    assertThat(value("APGR compat")).isCloseTo(apgr, within(1e-12));
  }
}
