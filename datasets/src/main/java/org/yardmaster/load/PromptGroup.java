package org.yardmaster.load;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yardmaster.provenance.Digest;

/**
 * The group of a prompt that stands for itself: equal for texts that differ only in case, white
 * space or Unicode form, in whatever data set they occur, and independent of all other prompts. So
 * no split of ours separates exact duplicates, and none moves when data are added.
 */
public final class PromptGroup {
  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");
  private static final int DIGITS = 16;

  private PromptGroup() {}

  public static String of(String text) {
    return "text-" + Digest.sha256Hex(normalised(text)).substring(0, DIGITS);
  }

  /** Lower case, NFKC, single blanks. */
  public static String normalised(String text) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return WHITE_SPACE.matcher(lower).replaceAll(" ").strip();
  }
}
