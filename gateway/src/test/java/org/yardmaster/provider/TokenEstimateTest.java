package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;

final class TokenEstimateTest {
  @Test
  void countsOneTokenPerFourBytesRoundedUp() {
    assertThat(TokenEstimate.ofText("")).isZero();
    assertThat(TokenEstimate.ofText("abcde")).isEqualTo(2);
    assertThat(TokenEstimate.ofText("你好")).isEqualTo(2);
  }

  @Test
  void countsMessagesAndTools() {
    Prompt prompt =
        new Prompt(List.of(Message.system("abcd"), Message.user("efgh")), "[12]", Set.of());
    assertThat(TokenEstimate.ofPrompt(prompt)).isEqualTo(3);
    assertThat(TokenEstimate.upperBound(prompt)).isEqualTo(8 + 2 * 4 + 32 * 3);
  }

  @Property(seed = "20260101", tries = 200)
  void neverEstimatesMoreThanTheBound(@ForAll String text) {
    Prompt prompt = Prompt.of(text);
    assertThat(TokenEstimate.ofPrompt(prompt))
        .isLessThanOrEqualTo(TokenEstimate.upperBound(prompt));
  }

  @Property(seed = "20260101", tries = 200)
  void cutsTextsToTheTokensAsked(@ForAll String text, @ForAll @IntRange(max = 20) int tokens) {
    String cut = TokenEstimate.firstTokens(text, tokens);
    assertThat(text).startsWith(cut);
    assertThat(TokenEstimate.ofText(cut)).isLessThanOrEqualTo(tokens);
    if (TokenEstimate.ofText(text) <= tokens) {
      assertThat(cut).isEqualTo(text);
    }
  }
}
