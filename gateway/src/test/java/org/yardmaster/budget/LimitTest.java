package org.yardmaster.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  private static final Scope CALL =
      new Scope("k1", "large", "acme", "code", Set.of("night", "team-a"));

  private static List<String> sources(String limit) {
    return LimitText.read(limit, ZoneOffset.UTC).accounts(CALL, AT).stream()
        .map(Account::source)
        .toList();
  }

  @Test
  void countsOnlyCallsThatAllSelectorsMatch() {
    assertThat(sources("5/day")).containsExactly("all calls per day (UTC)");
    assertThat(sources("5/day key=k1 model=large"))
        .containsExactly("key=k1 model=large per day (UTC)");
    assertThat(sources("5/day key=k2")).isEmpty();
    assertThat(sources("5/total task=chat")).isEmpty();
  }

  @Test
  void aStarGivesEveryValueAnAccount() {
    assertThat(sources("5/total key=*")).containsExactly("key=k1 in total");
    assertThat(sources("5/total tag=*"))
        .containsExactly("tag=night in total", "tag=team-a in total");
  }

  @Test
  void anUnknownValueIsNotCounted() {
    Scope bare = new Scope("", "large", "acme", "", Set.of());
    assertThat(LimitText.read("5/day key=*", ZoneOffset.UTC).accounts(bare, AT)).isEmpty();
  }

  @Test
  void everyKeyOfAStarDiffersFromTheKeyItself() {
    assertThat(id("5/day key=*")).isNotEqualTo(id("5/day key=k1"));
    assertThat(id("5/day key=k1")).isEqualTo(id("9/day key=k1"));
  }

  private static String id(String limit) {
    return LimitText.read(limit, ZoneOffset.UTC).accounts(CALL, AT).getFirst().id();
  }

  @Test
  void wrongTextsSayWhatIsExpected() {
    for (String wrong :
        List.of("5", "x/day", "5/week", "5/day color=red", "5/day model", "-5/day")) {
      assertThatThrownBy(() -> LimitText.read(wrong, ZoneOffset.UTC))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void textsSurviveARoundTrip() {
    for (String text : List.of("5/day", "0.000000001/minute key=*", "12.5/month tag=a task=b")) {
      Limit limit = LimitText.read(text, ZoneOffset.UTC);
      assertThat(LimitText.read(LimitText.write(limit), ZoneOffset.UTC)).isEqualTo(limit);
    }
  }

  @Property(tries = 200)
  void anySelectorSurvivesARoundTrip(@ForAll Dimension dimension, @ForAll @NotBlank String value) {
    List<Selector> selectors =
        List.of(new Selector(dimension, value), new Selector(Dimension.TAG, "a=b&c|d%25"));
    assertThat(Account.selectors(Account.written(selectors))).isEqualTo(selectors);
  }
}
