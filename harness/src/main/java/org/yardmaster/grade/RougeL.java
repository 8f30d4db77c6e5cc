package org.yardmaster.grade;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * ROUGE-L F1 with equal weight of precision and recall: Lin, "ROUGE: A Package for Automatic
 * Evaluation of Summaries", ACL workshop 2004 (aclanthology.org/W04-1013). Tokens are runs of
 * letters and digits in lower case; scripts without spaces (Han, kana, Thai) count by character. No
 * stemming.
 */
final class RougeL {
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]"
              + "|[\\p{L}\\p{N}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]]+");

  private RougeL() {}

  /** In [0, 1]; 0 when either text has no token. */
  static double f1(String answer, String reference) {
    String[] made = tokens(answer);
    String[] wanted = tokens(reference);
    int common = longestCommonSubsequence(made, wanted);
    return common == 0 ? 0 : 2.0 * common / (made.length + wanted.length);
  }

  private static String[] tokens(String text) {
    return TOKEN
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .toArray(String[]::new);
  }

  private static int longestCommonSubsequence(String[] one, String[] other) {
    int[] above = new int[other.length + 1];
    for (String token : one) {
      int diagonal = 0;
      for (int column = 1; column <= other.length; column++) {
        int up = above[column];
        above[column] =
            token.equals(other[column - 1]) ? diagonal + 1 : Math.max(up, above[column - 1]);
        diagonal = up;
      }
    }
    return above[other.length];
  }
}
