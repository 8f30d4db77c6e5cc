package org.yardmaster.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CheckTest {
  @Test
  void containsAndExcludesIgnoreAsciiCaseOnly() {
    assertThat(new Check.Contains("ABC").holds("xabcx")).isTrue();
    assertThat(new Check.Contains("Ä").holds("ä")).isFalse();
    assertThat(new Check.Excludes("abc").holds("ABC")).isFalse();
    assertThat(new Check.Excludes("abc").holds("AB C")).isTrue();
  }

  @Test
  void matchesFindsARegularExpressionAnywhere() {
    assertThat(new Check.Matches("b+c").holds("abbcd")).isTrue();
    assertThat(new Check.Matches("^b").holds("abbcd")).isFalse();
  }

  @Test
  void countsWordsAndNonBlankLinesInclusively() {
    assertThat(new Check.Words(3, 3).holds("  one two\nthree ")).isTrue();
    assertThat(new Check.Words(0, 0).holds(" \n ")).isTrue();
    assertThat(new Check.Words(1, 2).holds("one two three")).isFalse();
    assertThat(new Check.Lines(2, 2).holds("one\n\n  \ntwo\n")).isTrue();
    assertThat(new Check.Lines(2, 9).holds("one")).isFalse();
  }
}
