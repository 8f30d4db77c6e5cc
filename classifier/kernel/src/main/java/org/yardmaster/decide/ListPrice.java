package org.yardmaster.decide;

/**
 * What a call costs, in nano-dollars.
 *
 * @param published false when no list price was known and the mean observed cost stands in as a fee
 *     per request
 * @param inputNanoPerMillion per million prompt tokens
 * @param outputNanoPerMillion per million answer tokens
 * @param requestNano per request
 */
public record ListPrice(
    boolean published, long inputNanoPerMillion, long outputNanoPerMillion, long requestNano) {
  public ListPrice {
    if (inputNanoPerMillion < 0 || outputNanoPerMillion < 0 || requestNano < 0) {
      throw new IllegalArgumentException("A list price cannot be negative.");
    }
  }

  /** Expected USD of a call. */
  public double usd(double inputTokens, double outputTokens) {
    return 1e-9
        * (requestNano
            + 1e-6 * (inputNanoPerMillion * inputTokens + outputNanoPerMillion * outputTokens));
  }
}
