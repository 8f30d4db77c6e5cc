package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.price.PriceBook;

class ExplanationTest {
  private static final Policy POLICY =
      new PolicyTrainer(Tables.easyAndHard(500, 6), PriceBook.empty(), TrainSpec.STANDARD)
          .train(IntStream.range(0, 500).toArray(), Map.of());

  @Test
  void pushesAddUpToTheDifferenceOfTheLogOdds() {
    for (String text :
        List.of("solve this integral", "", "a,b;c\n1. count 22 apples\u65e5\u672c \u00e4\u00f6")) {
      Explanation explanation = Explanation.of(POLICY, text, 0, 1);
      double[] success = new Decider(POLICY).forecast(text).success();
      double sum =
          explanation.constant()
              + explanation.pushes().stream().mapToDouble(Explanation.Push::logOdds).sum();
      assertThat(sum).isCloseTo(logit(success[0]) - logit(success[1]), within(1e-9));
    }
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  @Test
  void namesTheWordsThatSpeakAgainstTheCheapCandidate() {
    Explanation explanation = Explanation.of(POLICY, "solve this integral", 0, 1);
    assertThat(explanation.pushes())
        .anyMatch(push -> push.feature().equals("'integral'") && push.logOdds() < 0)
        .anyMatch(push -> push.feature().equals("'this' 'integral'") && push.logOdds() < 0);
  }

  @Test
  void aPolicyListensToTheWordsThatDecide() {
    List<Attribution> all =
        Attribution.of(POLICY, List.of("solve this integral", "count these apples"), 0, 1);
    assertThat(all)
        .anyMatch(one -> one.feature().equals("'apples'") && one.meanPush() > 0 && one.texts() == 1)
        .isSortedAccordingTo((one, other) -> Double.compare(other.weight(), one.weight()));
  }

  @Test
  void refusesTextsThatAreNotReadWhole() {
    assertThatThrownBy(() -> Explanation.of(POLICY, "a".repeat(FeatureSchema.WINDOW + 1), 0, 1))
        .hasMessageContaining("at most");
  }
}
