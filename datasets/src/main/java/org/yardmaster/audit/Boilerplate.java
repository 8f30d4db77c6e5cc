package org.yardmaster.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines that many prompts of a data set share, such as instructions around each question. They say
 * nothing about whether two prompts are the same question, so they are left out of comparisons.
 * Lines are counted in a fixed number of buckets: memory stays bounded, and a line is never taken
 * for rarer than it is.
 */
final class Boilerplate {
  private static final int BUCKETS = 1 << 22;
  private static final int FEWEST = 50;
  private static final double SHARE = 0.01;
  private static final int SHORTEST_REST = 20;

  private final int[] counts = new int[BUCKETS];
  private final int least;

  /** Counts the lines of all texts of one data set. */
  Boilerplate(List<String> texts) {
    for (String text : texts) {
      text.lines().forEach(line -> counts[bucket(line)]++);
    }
    this.least = (int) Math.max(FEWEST, texts.size() * SHARE);
  }

  /** The text without shared lines; the whole text where next to nothing would be left. */
  String without(String text) {
    String rest =
        text.lines().filter(line -> counts[bucket(line)] < least).collect(Collectors.joining("\n"));
    return rest.strip().length() < SHORTEST_REST ? text : rest;
  }

  private static int bucket(String line) {
    return (int) (Shingles.mixed(line.strip().hashCode()) >>> (Long.SIZE - 22));
  }
}
