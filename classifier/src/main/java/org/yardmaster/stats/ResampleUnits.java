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
    if (many || first.size() > MOST) {
      many = true;
      first.clear();
    }
  }

  /** The units of what was counted in so far. */
  public NumberedUnits numbered() {
    Map<String, Integer> ranks = new HashMap<>();
    first.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .forEach(entry -> ranks.put(entry.getKey(), ranks.size()));
    return new NumberedUnits(ranks, many);
  }
}
