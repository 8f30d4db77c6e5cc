package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.provider.stub.StubProvider;

/**
 * Conversations keep their candidate while that is worth more than a better one. The first turn is
 * forced to the dear candidate, whose cached input costs a hundredth; at the second the cheapest
 * would be best.
 */
@Timeout(60)
final class StickinessTest {
  private static final String LONG = "word ".repeat(2_000);
  private static final String CACHED =
      "  - {model: large-model, inputUsdPerMillion: 4, cachedInputUsdPerMillion: 0.04,"
          + " outputUsdPerMillion: 4, validFrom: 2026-02-01, source: test}\n";
  private static StubProvider stub;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    gateway = gateway("");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    stub.close();
  }

  private static GatewayFixture gateway(String config) {
    return new GatewayFixture(
        List.of(
            new GatewayFixture.Member("large", stub.address()),
            new GatewayFixture.Member("small", stub.address())),
        CACHED + config);
  }

  private static String said(String role, String text) {
    return "{\"role\":\"%s\",\"content\":\"%s\"}".formatted(role, text);
  }

  private static GatewayFixture.Answer ask(
      GatewayFixture where, String more, List<String> messages, String... headers) {
    return where.post(
        "/v1/chat/completions",
        "{\"model\":\"auto\",\"cost_quality_tradeoff\":10%s,\"messages\":[%s]}"
            .formatted(more, String.join(",", messages)),
        headers);
  }

  private static void begin(GatewayFixture where, List<String> messages, String... headers) {
    assertThat(
            ask(where, ",\"denied_models\":[\"small\"]", messages, headers)
                .header("x-yardmaster-candidate"))
        .isEqualTo("large");
  }

  /** The journal once it has so many lines of a kind: a line may follow its answer. */
  private static String journal(GatewayFixture where, String words, int lines) throws IOException {
    String journal = "";
    for (int wait = 0; wait < 200; wait++) {
      journal = "";
      try (Stream<Path> files = Files.list(where.folder.resolve("journal"))) {
        for (Path file : files.toList()) {
          journal += Files.readString(file);
        }
      }
      if (journal.lines().filter(line -> line.contains(words)).count() >= lines) {
        break;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return journal;
  }

  private static GatewayFixture.Answer goOn(GatewayFixture where, String first) {
    begin(where, List.of(said("user", first)));
    return ask(
        where, "", List.of(said("user", first), said("assistant", "Yes."), said("user", "Go on.")));
  }

  @Test
  void aLongConversationStaysAndSaysWhy() {
    GatewayFixture.Answer answer = goOn(gateway, LONG + "one");
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("large");
    assertThat(answer.header("x-yardmaster-reason"))
        .contains("the conversation stays", "cached tokens are worth", "small would gain");
    assertThat(answer.json().at("/usage/yardmaster/reason").asText()).contains("stays");
    assertThat(gateway.logged("\"kept\":true")).contains("\"candidate\":\"large\"");
  }

  @Test
  void aShortOneIsRoutedAnew() {
    assertThat(goOn(gateway, "short").header("x-yardmaster-candidate")).isEqualTo("small");
  }

  @Test
  void aTurnIsNeverTornApart() {
    begin(gateway, List.of(said("user", "torn")));
    GatewayFixture.Answer answer =
        ask(
            gateway,
            "",
            List.of(
                said("user", "torn"),
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"done\"}"));
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("large");
    assertThat(answer.header("x-yardmaster-reason")).contains("the turn goes on");
  }

  @Test
  void constraintsGoBeforeIt() {
    begin(gateway, List.of(said("user", LONG + "denied")));
    GatewayFixture.Answer answer =
        ask(
            gateway,
            ",\"denied_models\":[\"large\"]",
            List.of(
                said("user", LONG + "denied"), said("assistant", "Yes."), said("user", "Go on.")));
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("small");
  }

  @Test
  void anotherBeginningHasNoCache() {
    begin(gateway, List.of(said("system", LONG + "a"), said("user", "same")));
    GatewayFixture.Answer answer =
        ask(
            gateway,
            "",
            List.of(
                said("system", LONG + "b"),
                said("user", "same"),
                said("assistant", "Yes."),
                said("user", "Go on.")));
    assertThat(answer.header("x-yardmaster-candidate")).isEqualTo("small");
  }

  @Test
  void aNamedSessionIsOneConversation() {
    List<String> first = List.of(said("system", LONG + "shared"), said("user", "first task"));
    List<String> second = List.of(said("system", LONG + "shared"), said("user", "second task"));
    begin(gateway, first, "x-session-id", "s1");
    assertThat(ask(gateway, "", second, "x-session-id", "s1").header("x-yardmaster-candidate"))
        .isEqualTo("large");
    assertThat(ask(gateway, "", second, "x-session-id", "s2").header("x-yardmaster-candidate"))
        .isEqualTo("small");
    assertThat(ask(gateway, ",\"prompt_cache_key\":\"s3\"", second).status()).isEqualTo(200);
  }

  @Test
  void itCanBeTurnedOff() {
    try (GatewayFixture off = gateway("routing: {sticky: {on: false}}\n")) {
      assertThat(goOn(off, LONG).header("x-yardmaster-candidate")).isEqualTo("small");
    }
  }

  @Test
  void onlySoManyConversationsAreRemembered() {
    try (GatewayFixture few = gateway("routing: {sticky: {conversations: 2}}\n")) {
      begin(few, List.of(said("user", LONG + "one")));
      begin(few, List.of(said("user", LONG + "two")));
      begin(few, List.of(said("user", LONG + "three")));
      List<String> goesOn =
          List.of(said("user", LONG + "one"), said("assistant", "Yes."), said("user", "Go on."));
      assertThat(ask(few, "", goesOn).header("x-yardmaster-candidate")).isEqualTo("small");
    }
  }

  @Test
  void armsAndShadowsAreJournalledAndCounted() throws IOException {
    String config =
        """
        journal: {folder: journal, texts: true}
        routing:
          shadow: other.yard
          experiment: {name: trial, policy: other.yard, share: 0.5, by: conversation}
        """;
    try (GatewayFixture both = gateway(config)) {
      for (int call = 0; call < 40; call++) {
        GatewayFixture.Answer answer = both.chat("auto", "question " + call, "");
        assertThat(answer.header("x-yardmaster-candidate"))
            .isEqualTo(answer.header("x-yardmaster-arm").equals("trial:b") ? "small" : "large");
      }
      String journal = journal(both, "\"acting\":false", 40);
      assertThat(journal.lines().filter(line -> line.contains("\"acting\":false"))).hasSize(40);
      assertThat(journal)
          .contains("\"arm\":\"trial:a\"", "\"arm\":\"trial:b\"", "\"arm\":\"shadow\"");
      both.logged("\"shadow\":\"small\"");
      both.logged("\"arm\":\"trial:a\"");
    }
  }
}
