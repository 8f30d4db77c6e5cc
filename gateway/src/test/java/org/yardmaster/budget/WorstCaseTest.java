package org.yardmaster.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

class WorstCaseTest {
  private static final LocalDate DAY = LocalDate.parse("2026-05-01");
  private static final Candidate LARGE = candidate("large");
  private static final PriceBook BOOK =
      new PriceBook(List.of(new Price("large", 2_000, 2_500, 8_000, 7, DAY, "test")));

  private static Candidate candidate(String model) {
    return new Candidate(model, "acme", model, Map.of(), false);
  }

  private static WorstCase of(WorstCase.Size size, WorstCase.Ceiling ceiling) {
    return WorstCase.of(LARGE, BOOK, DAY, size, ceiling);
  }

  @Test
  void countsPromptAtTheDearerInputPriceFullOutputAndTheFee() {
    assertThat(of(new WorstCase.Size(1_000, 0, 500, 1), WorstCase.Ceiling.STANDARD))
        .isEqualTo(new WorstCase.Known(14));
  }

  @Test
  void countsImagesReasoningAndEveryAnswer() {
    WorstCase.Size size = new WorstCase.Size(1_000_000, 2, 1_000_000, 3);
    assertThat(of(size, new WorstCase.Ceiling(500_000, 250_000)))
        .isEqualTo(new WorstCase.Known(2 * 2_500 + 3 * 10_000 + 7));
  }

  @Test
  void aModelWithoutPriceIsRefused() {
    assertThat(
            WorstCase.of(
                candidate("new"),
                BOOK,
                DAY,
                new WorstCase.Size(1, 0, 1, 1),
                WorstCase.Ceiling.STANDARD))
        .isInstanceOfSatisfying(
            WorstCase.Unbounded.class, no -> assertThat(no.reason()).contains("no price", "new"));
    assertThat(
            WorstCase.of(
                LARGE,
                BOOK,
                DAY.minusDays(1),
                new WorstCase.Size(1, 0, 1, 1),
                WorstCase.Ceiling.STANDARD))
        .isInstanceOf(WorstCase.Unbounded.class);
  }

  @Test
  void whatHasNoBoundIsRefused() {
    assertThat(of(new WorstCase.Size(1, 1, 1, 1), WorstCase.Ceiling.STANDARD))
        .isInstanceOf(WorstCase.Unbounded.class);
    assertThat(of(new WorstCase.Size(1, 0, 0, 1), WorstCase.Ceiling.STANDARD))
        .isInstanceOf(WorstCase.Unbounded.class);
    assertThat(of(new WorstCase.Size(Long.MAX_VALUE, 0, 1, 1), WorstCase.Ceiling.STANDARD))
        .isInstanceOf(WorstCase.Unbounded.class);
  }

  @Property(tries = 300)
  void noCallWithinTheSizeCostsMore(
      @ForAll @LongRange(min = 0, max = 1_000_000) long prompt,
      @ForAll @LongRange(min = 1, max = 100_000) long output,
      @ForAll @LongRange(min = 0, max = 100) long cachedShare,
      @ForAll @LongRange(min = 0, max = 100) long reasoningShare) {
    long cached = prompt * cachedShare / 100;
    long reasoning = output * reasoningShare / 100;
    Cost cost =
        BOOK.prices()
            .getFirst()
            .cost(new Usage.Tokens(prompt - cached, cached, output - reasoning, reasoning, false));
    assertThat(of(new WorstCase.Size(prompt, 0, output, 1), WorstCase.Ceiling.STANDARD))
        .isInstanceOfSatisfying(
            WorstCase.Known.class,
            bound ->
                assertThat(((Cost.Known) cost).nanoUsd()).isLessThanOrEqualTo(bound.nanoUsd()));
  }
}
