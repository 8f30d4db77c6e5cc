package org.yardmaster.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.Estimate;

/** The judgement from sums is the judgement from rows. */
final class WideEvaluationTest {
  private static final int CANDIDATES = 4;
  private static final EvaluationSpec SPEC = new EvaluationSpec(0.01, 0.95, 500, 3);

  private static OutcomeTable table(int prompts, int groups) {
    SplittableRandom random = new SplittableRandom(5);
    List<Sample> samples = new ArrayList<>();
    double[][][] columns = new double[5][CANDIDATES][prompts];
    for (int row = 0; row < prompts; row++) {
      samples.add(
          new Sample(
              "s" + row,
              Prompt.of("prompt " + row),
              new Target.Labelled(),
              "task-" + random.nextInt(5),
              "g" + random.nextInt(groups),
              PublishedSplit.NONE,
              Map.of()));
      double hard = random.nextDouble();
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        boolean missing = random.nextInt(200) == 0;
        columns[0][candidate][row] =
            missing ? Double.NaN : random.nextDouble() * (candidate + 2) > hard * 2 ? 1 : 0;
        columns[1][candidate][row] = 1e-4 * Math.pow(3, candidate) * (1 + random.nextDouble());
        columns[2][candidate][row] = 1;
      }
    }
    return new OutcomeTable(
        "wide",
        samples,
        IntStream.range(0, CANDIDATES).mapToObj(index -> Candidate.recorded("c" + index)).toList(),
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4]);
  }

  private static int[] choices(OutcomeTable table) {
    return IntStream.range(0, table.sampleCount())
        .map(row -> Math.floorMod(table.samples().get(row).groupId().hashCode(), CANDIDATES))
        .toArray();
  }

  private static Evaluation fromRows(OutcomeTable table) {
    return Evaluator.evaluate(
        table,
        List.of(
            new JudgedPolicy(
                "learned", PolicyKind.LEARNED, new Assignment.Fixed(choices(table)), "note")),
        List.of(),
        "design",
        SPEC);
  }

  /** Rows go round three parts, read at the same time. */
  private static Evaluation fromSums(OutcomeTable table) {
    int[] choice = choices(table);
    List<String> ids = table.candidates().stream().map(Candidate::id).toList();
    WideMeans means =
        IntStream.range(0, 3)
            .mapToObj(part -> new WidePass(ids).means(part(table, part)))
            .reduce(WideMeans::merge)
            .orElseThrow();
    WideSums[] sums = new WideSums[3];
    IntStream.range(0, 3)
        .parallel()
        .forEach(
            part -> {
              WideSums own = new WideSums(means);
              part(table, part)
                  .each(false, (row, text) -> own.add(row, choice[(int) row.position()]));
              sums[part] = own;
            });
    return new WideEvaluation(
            "wide", table.candidates(), means, sums[2].merge(sums[0]).merge(sums[1]), SPEC)
        .evaluation("learned", "note", "design");
  }

  private static WidePass.Rows part(OutcomeTable table, int part) {
    return (withPrompts, handler) -> {
      for (int row = part; row < table.sampleCount(); row += 3) {
        double[] quality = new double[CANDIDATES];
        double[] costUsd = new double[CANDIDATES];
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
          quality[candidate] = table.quality(candidate)[row];
          costUsd[candidate] = table.costUsd(candidate)[row];
        }
        Sample sample = table.samples().get(row);
        handler.row(new WideRow(row, sample.groupId(), sample.task(), quality, costUsd), "");
      }
    };
  }

  private static void assertSame(Evaluation found, Evaluation expected) {
    assertThat(found.verdict()).isEqualTo(expected.verdict());
    assertThat(found.verdictSentence()).isEqualTo(expected.verdictSentence());
    assertThat(found.reference()).isEqualTo(expected.reference());
    assertThat(found.prompts()).isEqualTo(expected.prompts());
    assertThat(found.coverage()).isCloseTo(expected.coverage(), within(1e-12));
    assertThat(found.policies()).hasSameSizeAs(expected.policies());
    for (int index = 0; index < expected.policies().size(); index++) {
      PolicyResult one = found.policies().get(index);
      PolicyResult other = expected.policies().get(index);
      assertThat(one.id()).isEqualTo(other.id());
      assertThat(one.note()).isEqualTo(other.note());
      assertSame(one.quality(), other.quality());
      assertSame(one.qualityDifference(), other.qualityDifference());
      assertSame(one.usdPer1k().orElseThrow(), other.usdPer1k().orElseThrow());
      assertSame(one.saving().orElseThrow(), other.saving().orElseThrow());
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        assertThat(one.shares().get(candidate))
            .isCloseTo(other.shares().get(candidate), within(1e-9));
      }
    }
    for (int index = 0; index < CANDIDATES; index++) {
      assertSame(
          found.candidates().get(index).quality(), expected.candidates().get(index).quality());
    }
    assertThat(found.tasks().stream().map(TaskResult::task).toList())
        .isEqualTo(expected.tasks().stream().map(TaskResult::task).toList());
    assertThat(found.tasks().getFirst().policyQuality())
        .isCloseTo(expected.tasks().getFirst().policyQuality(), within(1e-9));
  }

  private static void assertSame(Estimate found, Estimate expected) {
    assertThat(found.value()).isCloseTo(expected.value(), within(1e-9));
    assertThat(found.low()).isCloseTo(expected.low(), within(1e-9));
    assertThat(found.high()).isCloseTo(expected.high(), within(1e-9));
    assertThat(found.n()).isEqualTo(expected.n());
    assertThat(found.method()).isEqualTo(expected.method());
  }

  @Test
  void sumsOfPartsGiveTheJudgementOfTheWhole() {
    OutcomeTable table = table(3_000, 900);

    assertSame(fromSums(table), fromRows(table));
  }

  @Test
  void sumsOfManyGroupsGiveTheSameBlocks() {
    OutcomeTable table = table(40_000, 30_000);

    assertSame(fromSums(table), fromRows(table));
  }
}
