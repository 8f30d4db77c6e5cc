package org.yardmaster.replay;

import java.util.List;

/**
 * What earlier runs spent.
 *
 * @param knownNanoUsd sum of all known costs, in nano-dollars
 * @param uncertain calls that may have been billed, nobody knows how much
 * @param foundInFlight those among them that a killed run left and that were found just now
 */
public record EarlierSpend(long knownNanoUsd, List<Uncertain> uncertain, int foundInFlight) {
  /** A call of unknown cost. */
  public record Uncertain(String sampleId, String candidateId) {}

  public EarlierSpend {
    uncertain = List.copyOf(uncertain);
  }

  /** Nothing was spent before. */
  public static EarlierSpend none() {
    return new EarlierSpend(0, List.of(), 0);
  }
}
