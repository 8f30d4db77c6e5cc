package org.yardmaster.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary targets, prompts and samples for property tests. */
final class SampleArbitraries {
  private SampleArbitraries() {}

  static Arbitrary<Target> targets() {
    Arbitrary<BigDecimal> numbers = Arbitraries.bigDecimals().ofScale(4);
    return Arbitraries.oneOf(
        Arbitraries.just(new Target.Labelled()),
        texts().list().ofMinSize(1).ofMaxSize(3).map(Target.Text::new),
        Arbitraries.chars().range('A', 'Z').map(Target.Choice::new),
        Combinators.combine(numbers, numbers.map(BigDecimal::abs)).as(Target.Numeric::new),
        Arbitraries.of("{\"a\":[1,2.5,null]}", "[]", "true", "\"x\"").map(Target.Json::new),
        Arbitraries.of("[]", "[{\"arguments\":{\"x\":[1,\"1\"]},\"name\":\"f\",\"optional\":[]}]")
            .map(Target.Calls::new),
        checks().list().ofMinSize(1).ofMaxSize(4).map(Target.Checks::new),
        texts().map(Target.Reference::new),
        texts().map(text -> new Target.Reference(text, Target.Closeness.CHRF)),
        texts().map(Target.Maths::new),
        texts().map(tests -> new Target.Code("python", tests)));
  }

  private static Arbitrary<Check> checks() {
    Arbitrary<Integer> bounds = Arbitraries.integers().between(0, 500);
    return Arbitraries.oneOf(
        texts().map(Check.Contains::new),
        texts().map(Check.Excludes::new),
        Arbitraries.of("a+b?", "^\\d{4}$", "(?i)ja|nein").map(Check.Matches::new),
        Combinators.combine(bounds, bounds)
            .as((least, more) -> new Check.Words(least, least + more)),
        Combinators.combine(bounds, bounds)
            .as((least, more) -> new Check.Lines(least, least + more)));
  }

  static Arbitrary<Prompt> prompts() {
    Arbitrary<Message> messages =
        Combinators.combine(Arbitraries.of(Role.values()), texts()).as(Message::new);
    return Combinators.combine(
            messages.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of("", "[{\"function\":{\"name\":\"f\"},\"type\":\"function\"}]"),
            Arbitraries.of(Modality.values()).set())
        .as(Prompt::new);
  }

  static Arbitrary<Sample> samples() {
    Arbitrary<String> names = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(8);
    return Combinators.combine(
            names,
            prompts(),
            targets(),
            names,
            names,
            Arbitraries.of(PublishedSplit.values()),
            Arbitraries.maps(names, texts()).ofMaxSize(3))
        .as(Sample::new);
  }

  /** Texts with the characters that break naive writers. */
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.of(List.copyOf(Set.of("", "a\nb", "\"quoted\"", "Größe – 数量 \u001e", "\\d+"))));
  }
}
