package org.yardmaster.stats;

import java.io.Serializable;
import java.util.Map;

/**
 * The unit of resampling of every group that was counted in. Never changes, so parts of a table may
 * ask it at the same time.
 *
 * @param ranks unit of each group, from 0; empty when groups are dealt into blocks
 * @param blocks whether units are blocks of groups, as {@link ResampleUnits} tells
 */
public record NumberedUnits(Map<String, Integer> ranks, boolean blocks) implements Serializable {
  public NumberedUnits {
    ranks = Map.copyOf(ranks);
  }

  /** How many units there are. */
  public int count() {
    return blocks ? ResampleUnits.MOST : ranks.size();
  }

  /**
   * The unit of a group, from 0.
   *
   * @throws IllegalArgumentException when the group was not counted in
   */
  public int unit(String groupId) {
    if (blocks) {
      return block(groupId);
    }
    Integer rank = ranks.get(groupId);
    if (rank == null) {
      throw new IllegalArgumentException("Group (%s) was not counted in.".formatted(groupId));
    }
    return rank;
  }

  /** FNV-1a over the characters, then a finaliser, so that low bits depend on all of them. */
  private static int block(String groupId) {
    long hash = 0xCBF29CE484222325L;
    for (int index = 0; index < groupId.length(); index++) {
      hash = (hash ^ groupId.charAt(index)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    return (int) ((hash ^ (hash >>> 29)) & (ResampleUnits.MOST - 1));
  }
}
