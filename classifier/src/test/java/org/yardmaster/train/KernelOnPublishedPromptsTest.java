package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.reference.RandomPolicy;
import org.yardmaster.reference.ReferenceDecision;
import org.yardmaster.testing.SharedData;

/** The kernel equals the reference on every published prompt at hand. */
class KernelOnPublishedPromptsTest {
  private static final Policy POLICY = RandomPolicy.of(10, 12, 16, 1_023, 5);
  private static final ThreadLocal<Decider> DECIDER =
      ThreadLocal.withInitial(() -> new Decider(POLICY));

  @ParameterizedTest
  @CsvSource({
    "routellm,routellm",
    "bfcl,bfcl",
    "mmlu-pro,mmlu_pro",
    "zeroeval,zeroeval",
    "routerarena,routerarena"
  })
  void equalsTheReference(String format, String folder) {
    List<Imported> all =
        Importers.named(format)
            .read(SharedData.require(folder), RowPolicy.strict(), ImportOptions.STANDARD);
    List<String> texts =
        all.stream()
            .flatMap(one -> one.samples().stream())
            .map(Sample::prompt)
            .map(prompt -> prompt.routingText())
            .distinct()
            .toList();
    assertThat(texts).isNotEmpty();
    texts.parallelStream().forEach(KernelOnPublishedPromptsTest::check);
  }

  private static void check(String text) {
    ReferenceDecision reference = ReferenceDecision.of(POLICY, text);
    Decider decider = DECIDER.get();
    assertThat(decider.choose(text, Constraints.NONE)).isEqualTo(reference.choice());
    Forecast forecast = decider.forecast(text);
    assertThat(forecast.success()).containsExactly(reference.success(), within(1e-12));
    assertThat(forecast.costUsd()).containsExactly(reference.costUsd(), within(1e-12));
    assertThat(forecast.taskScores()).containsExactly(reference.taskScores(), within(1e-9));
  }
}
