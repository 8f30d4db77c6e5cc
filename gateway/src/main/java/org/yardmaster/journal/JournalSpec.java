package org.yardmaster.journal;

import static java.util.Objects.requireNonNull;

/**
 * What is kept of calls.
 *
 * @param texts whether prompts and answers are; if not, features, decisions and figures alone
 * @param redaction applied to every text that is kept
 * @param fileBytes a file that has reached this size is followed by another
 */
public record JournalSpec(boolean texts, Redaction redaction, long fileBytes) {
  private static final long STANDARD_FILE = 64L << 20;

  /** No texts. */
  public static final JournalSpec STANDARD =
      new JournalSpec(false, Redaction.STANDARD, STANDARD_FILE);

  public JournalSpec {
    requireNonNull(redaction, "redaction is null");
    if (fileBytes < 1) {
      throw new IllegalArgumentException("Files of %d bytes.".formatted(fileBytes));
    }
  }

  /** With texts, redacted in the standard way. */
  public JournalSpec withTexts() {
    return new JournalSpec(true, redaction, fileBytes);
  }
}
