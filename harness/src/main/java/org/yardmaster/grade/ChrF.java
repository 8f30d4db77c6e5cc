package org.yardmaster.grade;

import java.util.HashMap;
import java.util.Map;

/**
 * chrF2 of one text against one reference: Popović, "chrF: character n-gram F-score for automatic
 * MT evaluation", WMT 2015 (aclanthology.org/W15-3049). Character n-grams of length 1 to 6 without
 * white space, precision and recall averaged over the lengths that both texts have, recall weighing
 * twice as much.
 */
final class ChrF {
  private static final int LONGEST = 6;
  private static final double BETA_SQUARED = 4;

  private ChrF() {}

  /** In [0, 1]; 0 when either text is blank. */
  static double score(String answer, String reference) {
    int[] made = characters(answer);
    int[] wanted = characters(reference);
    double precision = 0;
    double recall = 0;
    int lengths = Math.min(LONGEST, Math.min(made.length, wanted.length));
    for (int length = 1; length <= lengths; length++) {
      Map<String, Integer> left = grams(wanted, length);
      int common = 0;
      for (Map.Entry<String, Integer> gram : grams(made, length).entrySet()) {
        common += Math.min(gram.getValue(), left.getOrDefault(gram.getKey(), 0));
      }
      precision += (double) common / (made.length - length + 1);
      recall += (double) common / (wanted.length - length + 1);
    }
    if (lengths == 0 || precision + recall == 0) {
      return 0;
    }
    precision /= lengths;
    recall /= lengths;
    return (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static int[] characters(String text) {
    return text.codePoints().filter(sign -> !Character.isWhitespace(sign)).toArray();
  }

  private static Map<String, Integer> grams(int[] characters, int length) {
    Map<String, Integer> grams = new HashMap<>();
    for (int start = 0; start + length <= characters.length; start++) {
      grams.merge(new String(characters, start, length), 1, Integer::sum);
    }
    return grams;
  }
}
