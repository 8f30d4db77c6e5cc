package org.yardmaster.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yardmaster.grade.Graders;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.TokenEstimate;

final class ReplayEstimateTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final SmallData DATA = SmallData.of(20);

  private static ReplayEstimate estimate(PriceBook prices, Set<String> recorded) {
    return ReplayEstimate.of(
        SmallData.spec().withTrials(3), DATA, SmallData.BOTH, prices, DAY, recorded);
  }

  @Test
  void countsCallsAndTokensOfAllTrials() {
    ReplayEstimate.CandidateEstimate dear =
        estimate(SmallData.PRICES, Set.of()).candidates().getFirst();
    assertThat(dear.candidateId()).isEqualTo("dear");
    assertThat(dear.calls()).isEqualTo(60);
    assertThat(dear.maxOutputTokens()).isEqualTo(60 * 2_048);
    assertThat(dear.inputTokens())
        .isEqualTo(
            3
                * DATA.samples().stream()
                    .mapToLong(sample -> TokenEstimate.ofPrompt(sample.prompt()))
                    .sum());
  }

  @Test
  void theRangeHoldsWhatTheReplayThenCosts() {
    InMemorySink sink = new InMemorySink();
    ReplayResult result =
        new Replayer(
                SmallData.CLIENT,
                Graders.standard(),
                SmallData.PRICES,
                sink,
                ReplayListener.silent(),
                Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC))
            .run(SmallData.spec().withTrials(3), DATA, SmallData.BOTH);
    List<ReplayEstimate.CandidateEstimate> estimates =
        estimate(SmallData.PRICES, Set.of()).candidates();
    for (int index = 0; index < 2; index++) {
      long spent = result.progress().candidates().get(index).spentNanoUsd();
      assertThat(estimates.get(index).cost())
          .isInstanceOfSatisfying(
              ReplayEstimate.CostRange.Between.class,
              range -> assertThat(spent).isBetween(range.least(), range.most()));
    }
    assertThat(estimate(SmallData.PRICES, sink.recordedKeys("small")).candidates())
        .allSatisfy(
            none -> {
              assertThat(none.calls()).isZero();
              assertThat(none.cost()).isEqualTo(new ReplayEstimate.CostRange.Between(0, 0));
            });
  }

  @Test
  void saysThatACandidateHasNoPrice() {
    assertThat(estimate(PriceBook.empty(), Set.of()).candidates())
        .allMatch(one -> one.cost() instanceof ReplayEstimate.CostRange.Unpriced);
  }
}
