package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

final class CandidateFileTest {
  private static final String TEXT =
      """
      providers:
        openai:
          format: openai
          baseUrl: https://api.openai.com/v1
          keyVariable: OPENAI_API_KEY
          outputLimit: max_completion_tokens
          limits: {requestsPerMinute: 500, tokensPerMinute: 100000}
      candidates:
        - id: small
          provider: openai
          model: gpt-small
          parameters: {temperature: 0, reasoning_effort: low, seed: "7"}
          limits: {concurrent: 4}
        - id: local
          provider: mine
          model: llama
          baseUrl: http://localhost:9000/v1
          format: openai
          stream: false
          price: nothing
      prices:
        - {model: nothing, inputUsdPerMillion: 0, outputUsdPerMillion: 0, validFrom: 2026-01-01, source: own machine}
        - {model: gpt-small, inputUsdPerMillion: 0.5, cachedInputUsdPerMillion: 0.1, outputUsdPerMillion: 2, validFrom: 2026-01-01, source: list}
      """;

  private static CandidateFile parse(String text) {
    return CandidateFile.parse("candidates.yaml", text, PriceBook.empty());
  }

  @Test
  void readsCandidatesWithLimitsAndPrices() {
    CandidateFile file = parse(TEXT);
    ConfiguredCandidate small = file.candidates().getFirst();
    assertThat(small.candidate().parameters())
        .isEqualTo(Map.of("temperature", "0", "reasoning_effort", "low", "seed", "\"7\""));
    assertThat(small.limits().concurrent()).isEqualTo(OptionalInt.of(4));
    assertThat(small.endpoint().keyVariable()).contains("OPENAI_API_KEY");
    assertThat(small.prices())
        .containsExactly(
            new Price(
                "gpt-small",
                500_000_000,
                100_000_000,
                2_000_000_000,
                0,
                LocalDate.of(2026, 1, 1),
                "list"));
    assertThat(file.providerLimits())
        .hasEntrySatisfying(
            "openai",
            limits -> assertThat(limits.requestsPerMinute()).isEqualTo(OptionalInt.of(500)));
    ConfiguredCandidate local = file.candidates().getLast();
    assertThat(local.endpoint().baseUrl()).isEqualTo(URI.create("http://localhost:9000/v1"));
    assertThat(local.endpoint().keyVariable()).isEmpty();
    assertThat(local.endpoint().streaming()).isFalse();
    assertThat(local.prices()).extracting(Price::model).containsExactly("llama");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: gpt-small | modle: gpt-small | candidates 1: found field (modle)
          id: local | id: small | candidates 2: found id (small) again
          price: nothing | price: free | found price (free)
          provider: openai | provider: opanai | found provider (opanai); expected one of [anthropic
          {concurrent: 4} | {concurrent: none} | "none" in field (concurrent)
          {temperature: 0 | {max_tokens: 9 | parameter (max_tokens)
          stream: false | stream: maybe | true or false
          2026-01-01, source: own | soon, source: own | validFrom (soon)
          http://localhost:9000/v1 | ftp://localhost | must be http or https
          candidates: | candidates | line
          """)
  void saysWhereWhatAndWhatWasExpected(String good, String bad, String said) {
    assertThatThrownBy(() -> parse(TEXT.replaceFirst(java.util.regex.Pattern.quote(good), bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("candidates.yaml")
        .hasMessageContaining(said);
  }

  @Test
  void neverShowsAKeyThatStandsWhereItsVariableShould() {
    String secret = "sk-live-abcdef";
    assertThatThrownBy(
            () -> parse(TEXT.replace("keyVariable: OPENAI_API_KEY", "keyVariable: " + secret)))
        .hasMessageContaining("environment variable")
        .hasMessageNotContaining(secret);
    assertThatThrownBy(
            () -> parse(TEXT.replace("http://localhost", "http://user:" + secret + "@localhost")))
        .hasMessageContaining("password")
        .hasMessageNotContaining(secret);
    assertThatThrownBy(() -> ApiKey.of("STUB_KEY", secret + "\nx"))
        .hasMessageContaining("STUB_KEY")
        .hasMessageNotContaining(secret);
    assertThat(ApiKey.of("STUB_KEY", secret + "\n").toString()).doesNotContain(secret);
  }

  @Test
  void namesEveryMissingKeyAndItsCandidates() {
    Providers providers =
        Providers.standard(
            (request, listener) -> {
              throw new AssertionError();
            });
    assertThatThrownBy(() -> providers.client(parse(TEXT), List.of(), name -> Optional.empty()))
        .hasMessageContaining("{OPENAI_API_KEY=[small]}");
    assertThat(providers.client(parse(TEXT), List.of("local"), name -> Optional.empty()))
        .isNotNull();
  }
}
