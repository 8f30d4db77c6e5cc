package org.yardmaster.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexExampleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "def\\s+\\w+\\(",
        "(?i)\\breturn\\b.*\\bnull\\b",
        "(?s)^\\s*\\{.*\\}\\s*$",
        "(?m)^- .{3,20}$",
        "\\d{4}-\\d{2}-\\d{2}",
        "(?:alpha|beta)?gamma+",
        "[^a-z]{2}[A-Z_]+",
        "(?=.*red)(?=.*blue).*",
        "\\p{Lu}\\p{IsHan}",
        "a\\.b\\[0\\]",
        "\\Qa.b(\\E",
        "for \\(int (?<name>[a-z]) = 0;",
        "x{2,}y*?z",
        "SELECT .+ FROM \\w+( WHERE .+)?;"
      })
  void writesATextThatMatches(String regex) {
    assertThat(
            IntStream.range(0, RegexExample.VARIANTS)
                .mapToObj(variant -> RegexExample.of(regex, variant))
                .flatMap(Optional::stream)
                .anyMatch(example -> Pattern.compile(regex).matcher(example).find()))
        .isTrue();
  }

  @Property(seed = "20260101", tries = 300)
  void writesAnyLiteral(@ForAll String text) {
    assertThat(RegexExample.of(Pattern.quote(text), 0)).contains(text);
  }
}
