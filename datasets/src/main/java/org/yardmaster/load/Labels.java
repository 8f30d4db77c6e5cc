package org.yardmaster.load;

/** Labels that importers set on samples and others read. */
public final class Labels {
  /** {@code true} on prompts that the published figures leave out. */
  public static final String CONTAMINATED = "contaminated";

  /** When a logged prompt was first asked, as ISO 8601 in UTC. */
  public static final String TIME = "time";

  /**
   * The candidates, joined by commas, whose published token total is not the sum of its parts:
   * token counts of ours have no total to compare with.
   */
  public static final String TOTAL_TOKENS_DISAGREE = "totalTokensDisagree";

  private Labels() {}
}
