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

  /** Probability with which a gateway had drawn the {@link #CHOSEN} candidate, in (0, 1]. */
  public static final String PROPENSITY = "propensity";

  /** Digest of the policy that decided. */
  public static final String POLICY = "policy";

  /** The candidate that it would have chosen without exploring. */
  public static final String PREFERRED = "preferred";

  /** The candidate that was drawn; after a fallback another one answered. */
  public static final String CHOSEN = "chosen";

  /** Arm of an experiment. */
  public static final String ARM = "arm";

  /** {@code true} where the prompt was not logged: its text is a stand-in. */
  public static final String WITHHELD = "promptWithheld";

  private Labels() {}
}
