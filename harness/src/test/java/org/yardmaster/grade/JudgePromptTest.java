package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JudgePromptTest {
  @Test
  void theLastScoreCountsAndOnlyFromOneToTen() {
    assertThat(JudgePrompt.score("Score: 3? No.\n**Score:** 8")).hasValue(8);
    assertThat(JudgePrompt.score("Score: 7/10")).hasValue(7);
    assertThat(JudgePrompt.score("Score: 11")).isEmpty();
    assertThat(JudgePrompt.score("Score: 7.5")).isEmpty();
    assertThat(JudgePrompt.score("very good")).isEmpty();
  }

  @Test
  void theLastVerdictCounts() {
    assertThat(JudgePrompt.preference("Verdict: A")).hasValue(1);
    assertThat(JudgePrompt.preference("Verdict: A\nNo. **Verdict:** answer B")).hasValue(0);
    assertThat(JudgePrompt.preference("verdict: tie")).hasValue(0.5);
    assertThat(JudgePrompt.preference("Both are fine.")).isEmpty();
  }
}
