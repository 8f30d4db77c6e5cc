package org.yardmaster.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;

class DistillerTest {
  private static final Policy POLICY = MadePolicy.of(11);
  private static final List<Sample> SAMPLES = samples(600);

  static List<Sample> samples(int count) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> words = List.of("prove", "sum", "write", "poem", "code", "sort", "list", "the");
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(1, 5); left > 0; left--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : ", ");
      }
      samples.add(
          new Sample(
              "s" + index,
              Prompt.of(text.toString()),
              new Target.Labelled(),
              index % 3 == 0 ? "code" : "prose",
              "s" + index,
              PublishedSplit.NONE,
              Map.of()));
    }
    return samples;
  }

  @Test
  void moreLeavesNeverExpectLess() {
    Distiller distiller = new Distiller(POLICY, SAMPLES);
    double before = Double.NEGATIVE_INFINITY;
    for (int leaves : new int[] {1, 2, 4, 8, 16}) {
      Rules.Tree tree = distiller.tree(leaves);
      assertThat(tree.size()).isLessThanOrEqualTo(leaves);
      assertThat(distiller.expectedUtility(tree)).isGreaterThanOrEqualTo(before);
      before = distiller.expectedUtility(tree);
    }
    assertThat(before).isGreaterThan(distiller.expectedUtility(distiller.tree(1)));
  }

  @Test
  void noRulesExpectMoreThanThePolicyItself() {
    Distiller distiller = new Distiller(POLICY, SAMPLES);
    double policy = 0;
    Decider decider = new Decider(POLICY);
    for (Sample sample : SAMPLES) {
      String text = sample.prompt().routingText();
      int choice = decider.choose(text, Constraints.NONE);
      Forecast forecast = decider.forecast(text);
      policy += forecast.success()[choice] * POLICY.rule().ownUsd() - forecast.costUsd()[choice];
    }
    assertThat(distiller.expectedUtility(distiller.tree(64)))
        .isLessThanOrEqualTo(policy / SAMPLES.size());
    assertThat(distiller.expectedUtility(distiller.taskTable()))
        .isLessThanOrEqualTo(policy / SAMPLES.size());
  }

  @Test
  void aTaskTableHasARulePerTaskAndOneForTheRest() {
    Rules.TaskTable table = new Distiller(POLICY, SAMPLES).taskTable();
    assertThat(table.tasks().keySet()).containsExactly("code", "prose");
    assertThat(table.otherwise().ranked()).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void fittingOnNothingIsRefused() {
    assertThatThrownBy(() -> new Distiller(POLICY, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWordAndItsExpressionAgreeOnEveryText() {
    SplittableRandom random = new SplittableRandom(3);
    String alphabet = "sumSUM_ .\n7\u00e9\u212a\u017f-";
    TextTest.Word word = new TextTest.Word("sum");
    Pattern pattern = Pattern.compile(word.expression());
    int holding = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(9); left > 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      boolean holds = word.holds(TextTest.Read.of(text.toString()));
      assertThat(pattern.matcher(text).find()).as("%s", text).isEqualTo(holds);
      holding += holds ? 1 : 0;
    }
    assertThat(holding).isPositive();
  }
}
