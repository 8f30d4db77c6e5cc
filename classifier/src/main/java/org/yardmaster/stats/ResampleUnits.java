package org.yardmaster.stats;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Which unit of resampling each group is. Up to {@value #MOST} groups, each is a unit of its own,
 * in the order of their first appearance. Beyond, groups are dealt by the hash of their id into
 * {@value #MOST} blocks, and whole blocks are resampled: sums over independent groups stay
 * independent, so the variance of every function of totals is estimated without bias, with a
 * relative error of about {@code 1/sqrt(2 * MOST)} = 0.6 %, and the cost of the bootstrap no longer
 * grows with the groups. Counts of parts of the data can be {@linkplain #merge merged}. Not safe
 * for concurrent use.
 */
public final class ResampleUnits implements Serializable {
  /** Groups that are units of their own, at most. */
  public static final int MOST = 1 << 14;

  private final Map<String, Long> first = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private boolean many;

  /** Counts a group in; {@code position} is that of the row where it was seen. */
  public void add(String groupId, long position) {
    if (!many) {
      first.merge(groupId, position, Math::min);
      foldWhenMany();
    }
  }

  /** Counts in what others counted elsewhere. */
  public ResampleUnits merge(ResampleUnits others) {
    many |= others.many;
    if (!many) {
      others.first.forEach((group, position) -> first.merge(group, position, Math::min));
    }
    foldWhenMany();
    return this;
  }

  private void foldWhenMany() {
    ranks.clear();
    if (many || first.size() > MOST) {
      many = true;
      first.clear();
    }
  }

  /** Whether units are blocks of groups. */
  public boolean blocks() {
    return many;
  }

  /** How many units there are. */
  public int count() {
    return many ? MOST : first.size();
  }

  /** The unit of a group that was counted in, from 0. */
  public int unit(String groupId) {
    if (many) {
      return block(groupId);
    }
    if (ranks.isEmpty()) {
      first.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
          .forEach(entry -> ranks.put(entry.getKey(), ranks.size()));
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
    return (int) ((hash ^ (hash >>> 29)) & (MOST - 1));
  }
}
