package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.testing.SharedData;

class PriceReadersTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void csvKeepsDateSourceCacheAndRequestFee() throws IOException {
    Path file =
        write(
            "p.csv",
            """
            model,usd_per_1m_input,usd_per_1m_cached_input,usd_per_1m_output,usd_per_request,valid_from,source
            m,0.075,0.01,0.3,0.002,2026-02-01,price page
            """);
    assertThat(PriceTableCsv.read(file, RowPolicy.strict()).prices())
        .containsExactly(
            new Price(
                "m",
                75_000_000,
                10_000_000,
                300_000_000,
                2_000_000,
                LocalDate.of(2026, 2, 1),
                "price page"));
  }

  @Test
  void csvNamesTheCellThatIsNoPrice() throws IOException {
    Path file = write("p.csv", "model,usd_per_1m_input,usd_per_1m_output\nm,free,1\n");
    assertThatThrownBy(() -> PriceTableCsv.read(file, RowPolicy.strict()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("p.csv, line 2", "\"free\"", "usd_per_1m_input");
  }

  @Test
  void liteLlmMapTurnsPricesPerTokenIntoNanoPerMillion() throws IOException {
    Path file =
        write(
            "litellm_2026-03-01.json",
            """
            {"sample_spec": {"input_cost_per_token": 0, "output_cost_per_token": 0},
             "dall-e": {"output_cost_per_image": 0.02},
             "m": {"input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06}}
            """);
    assertThat(PriceCards.readLiteLlm(file).prices())
        .containsExactly(
            new Price(
                "m",
                2_500_000_000L,
                1_250_000_000L,
                10_000_000_000L,
                0,
                LocalDate.of(2026, 3, 1),
                "litellm_2026-03-01.json: m"));
  }

  @Test
  void cardsWithoutPricesAreRefused() throws IOException {
    Path file = write("cost.json", "{\"m\": {}}");
    assertThatThrownBy(() -> PriceCards.readRouterArena(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("cost.json", "input_token_price_per_million");
  }

  @Test
  void publishedListsAreRead() {
    PriceBook liteLlm =
        PriceCards.readLiteLlm(SharedData.require("prices/litellm_2026-07-24.json.gz"));
    assertThat(liteLlm.find("gpt-5"))
        .hasValueSatisfying(
            price -> {
              assertThat(price.inputNanoPerMillion()).isEqualTo(1_250_000_000L);
              assertThat(price.outputNanoPerMillion()).isEqualTo(10_000_000_000L);
              assertThat(price.validFrom()).isEqualTo(LocalDate.of(2026, 7, 24));
            });
    assertThat(liteLlm.models()).hasSizeGreaterThan(1_000);
    assertThat(
            PriceCards.readRouterArena(SharedData.require("routerarena/cost.json"))
                .find("gemini-2.0-flash-001"))
        .hasValueSatisfying(
            price -> assertThat(price.inputNanoPerMillion()).isEqualTo(100_000_000));
    assertThat(
            PriceCards.readLlmRouter(SharedData.require("prices/llmrouter_default_llm.json.gz"))
                .find("codegemma-7b"))
        .hasValueSatisfying(
            price -> assertThat(price.inputNanoPerMillion()).isEqualTo(200_000_000));
  }

  @Test
  void anyPublishedListIsKnownByItsContent() {
    for (String file :
        List.of(
            "prices/price_table.csv",
            "prices/litellm_via_tokencost_2024-07-25.json.gz",
            "prices/litellm_via_tokencost_2025-09-01.json.gz",
            "prices/litellm_2026-07-24.json.gz",
            "prices/routerarena_cost.json.gz",
            "prices/llmrouter_default_llm.json.gz")) {
      PriceBook book = PriceCards.readAny(SharedData.require(file), RowPolicy.strict());
      assertThat(book.models()).as(file).hasSizeGreaterThan(10);
    }
  }

  @Test
  void everyBuiltInPriceIsNamedDatedAndSourced() {
    assertThat(ListPrices.builtIn().prices())
        .isNotEmpty()
        .allMatch(price -> price.validFrom().isAfter(LocalDate.of(2024, 1, 1)))
        .noneMatch(price -> price.source().isBlank())
        .extracting(Price::model)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyDataSetHasACard() {
    assertThat(Cards.all())
        .extracting(card -> card.id())
        .containsExactly(
            "routellm-mmlu",
            "routellm-gsm8k",
            "routellm-mtbench",
            "bfcl",
            "mmlu-pro",
            "zeroeval",
            "routerarena",
            "routerbench",
            "llmrouter");
  }
}
